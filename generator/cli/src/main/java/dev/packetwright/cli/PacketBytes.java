package dev.packetwright.cli;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats in which packets can be given. */
enum PacketBytes {
    /** One of the other formats, detected from the bytes. */
    AUTO,
    /** Hexadecimal digits with common prefixes and separators. */
    HEX,
    /** Binary packets, one after another. */
    RAW,
    /** A capture file with TCP traffic. */
    CAPTURE;

    /** White space, colons, commas, the dashes of C#'s {@code BitConverter}, and {@code 0x}. */
    private static final Pattern BETWEEN = Pattern.compile("0[xX]|[\\s:,-]+");

    /** Returns the bytes of hexadecimal digits; empty if the text contains anything else. */
    static Optional<byte[]> parseHex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(BETWEEN.matcher(text).replaceAll("")));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    /** Returns whether a text consists of characters for {@link #parseHex}. */
    static boolean canBeHex(String text) {
        return text.chars()
                .allMatch(character -> HexFormat.isHexDigit(character)
                        || "xX:,-".indexOf(character) >= 0
                        || Character.isWhitespace(character));
    }

    /** Returns the value of the command line option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
