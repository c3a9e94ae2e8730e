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

    /** Returns the bytes of hexadecimal digits or of a hex dump; empty if the text is neither. */
    static Optional<byte[]> parseHex(String text) {
        return HexDump.isBeginning(text) ? HexDump.parse(text).or(() -> parseDigits(text)) : parseDigits(text);
    }

    private static Optional<byte[]> parseDigits(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(BETWEEN.matcher(text).replaceAll("")));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    /** Returns whether a text can be part of hexadecimal digits. */
    static boolean canBeDigits(String part) {
        return part.chars().allMatch(PacketBytes::isOfDigits);
    }

    /** Returns whether a text can be part of a hex dump that begins like this. */
    static boolean canBeDump(String beginning, String part) {
        return HexDump.isBeginning(beginning) && part.chars().allMatch(PacketBytes::isOfText);
    }

    private static boolean isOfDigits(int character) {
        return HexFormat.isHexDigit(character) || "xX:,-".indexOf(character) >= 0 || Character.isWhitespace(character);
    }

    private static boolean isOfText(int character) {
        return (character >= ' ' && character < 127) || Character.isWhitespace(character);
    }

    /** Returns the value of the command line option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
