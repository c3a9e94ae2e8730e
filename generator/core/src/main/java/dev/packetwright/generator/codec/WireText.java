package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.StringType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encodings of text on the wire. A lone surrogate becomes U+FFFD both ways and affects no other character. An odd
 * last byte and bytes that are not UTF-8 are read as U+FFFD too.
 */
final class WireText {
    private static final int REPLACEMENT = 0xfffd;

    private WireText() {}

    static byte[] encode(StringType type, String text) {
        Charset charset = type == StringType.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
        return wellFormed(text).getBytes(charset);
    }

    static String decode(StringType type, byte[] bytes) {
        return type == StringType.UTF_8 ? new String(bytes, StandardCharsets.UTF_8) : utf16(bytes);
    }

    /** Decodes unit by unit, because the decoder of the JDK swallows the unit after an unpaired surrogate. */
    private static String utf16(byte[] bytes) {
        StringBuilder units = new StringBuilder(bytes.length / 2 + 1);
        units.append(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer());
        if (bytes.length % 2 != 0) {
            units.appendCodePoint(REPLACEMENT);
        }
        return wellFormed(units);
    }

    /** Replaces unpaired surrogates, which are exactly the surrogates that form a code point alone. */
    private static String wellFormed(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
