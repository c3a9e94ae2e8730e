package dev.packetwright.cli;

import dev.packetwright.cli.capture.Capture;
import java.nio.charset.StandardCharsets;
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

    /** Detects the format of bytes. A capture and hexadecimal digits can be recognised; everything else is raw. */
    static PacketBytes of(byte[] input) {
        if (Capture.isCapture(input)) {
            return CAPTURE;
        }
        return parseHex(new String(input, StandardCharsets.ISO_8859_1)).isPresent() ? HEX : RAW;
    }

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

    /** Returns the value of the command line option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
