package dev.packetwright.cli;

import dev.packetwright.cli.capture.Capture;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** In which forms packets can be given. */
enum PacketBytes {
    /** By what it looks like. */
    AUTO,
    /** Digits, with what people and programs put between them, or before. */
    HEX,
    /** Packets one after another, as they travel. */
    RAW,
    /** A file of TCP traffic. */
    CAPTURE;

    /** The form that bytes most likely have: each has its unmistakable signs, save for what is the most plain. */
    static PacketBytes of(byte[] input) {
        if (Capture.isCapture(input)) {
            return CAPTURE;
        }
        return parseHex(new String(input, StandardCharsets.ISO_8859_1)).isPresent() ? HEX : RAW;
    }

    /** White space, colons, commas, the dashes of C#'s {@code BitConverter}, and {@code 0x}. */
    private static final Pattern BETWEEN = Pattern.compile("0[xX]|[\\s:,-]+");

    /** The bytes that digits stand for; empty if there is anything else among them. */
    static Optional<byte[]> parseHex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(BETWEEN.matcher(text).replaceAll("")));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    /** As the option has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
