package dev.packetwright.generator.target.java;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The characters of generated sources. */
public enum SourceEncoding {
    /**
     * ASCII only, which nearly every encoding of a compiler contains. All other characters are Unicode escapes; the
     * compiler replaces them before it does anything else (JLS 3.3), so that they are the same names, texts and
     * comments.
     */
    ASCII,

    /** All characters as they are, for compilers that read UTF-8. */
    UTF_8;

    private static final int ASCII_END = 0x80;
    private static final HexFormat HEX = HexFormat.of();

    /** The characters for a compiler that reads its sources in an encoding. */
    public static SourceEncoding of(Charset compiler) {
        return compiler.equals(StandardCharsets.UTF_8) ? UTF_8 : ASCII;
    }

    /** A source with these characters. */
    String text(String source) {
        return this == UTF_8 || source.chars().allMatch(SourceEncoding::isAscii) ? source : escaped(source);
    }

    /**
     * An escape cannot become a part of what stands before it: in literals backslashes come in pairs, and comments have
     * none.
     */
    private static String escaped(String source) {
        StringBuilder text = new StringBuilder(source.length() * 2);
        source.chars().forEach(c -> {
            if (isAscii(c)) {
                text.append((char) c);
            } else {
                text.append("\\u").append(HEX.toHexDigits((char) c));
            }
        });
        return text.toString();
    }

    private static boolean isAscii(int c) {
        return c < ASCII_END;
    }
}
