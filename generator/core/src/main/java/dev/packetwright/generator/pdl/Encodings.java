package dev.packetwright.generator.pdl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The encodings that files have without naming them: UTF-16 and UTF-32 by their zero bytes, and the code pages of Korean,
 * Japanese, Chinese and Western Windows by the letters that they give.
 */
final class Encodings {
    /** The part of the letters that has to be of the expected script. Names and comments may mix scripts. */
    private static final double MOST = 0.9;

    private Encodings() {}

    /**
     * An encoding that a file probably has.
     *
     * @param charset the encoding
     * @param name its usual name, for messages
     * @param declared its name in an XML declaration
     */
    record Likely(Charset charset, String name, String declared) {
        /** The text of the bytes. Bytes that do not fit are replaced. */
        String textOf(byte[] bytes) {
            return textOf(bytes, bytes.length);
        }

        String textOf(byte[] bytes, int length) {
            return new String(bytes, 0, length, charset);
        }
    }

    /** Returns the UTF-16 of a text that begins with {@code <} and has no byte order mark. */
    static Optional<Likely> utf16(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        } else if (bytes[0] == '<' && bytes[1] == 0) {
            return Optional.of(new Likely(StandardCharsets.UTF_16LE, "UTF-16 (little-endian)", "utf-16"));
        } else if (bytes[0] == 0 && bytes[1] == '<') {
            return Optional.of(new Likely(StandardCharsets.UTF_16BE, "UTF-16 (big-endian)", "utf-16"));
        }
        return Optional.empty();
    }

    /** Returns the UTF-32 of a text that begins with a byte order mark or with {@code <}. */
    static Optional<Likely> utf32(byte[] bytes) {
        if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, '<', 0, 0, 0)) {
            return Optional.of(new Likely(Charset.forName("UTF-32LE"), "UTF-32 (little-endian)", "utf-32"));
        } else if (startsWith(bytes, 0, 0, 0xfe, 0xff) || startsWith(bytes, 0, 0, 0, '<')) {
            return Optional.of(new Likely(Charset.forName("UTF-32BE"), "UTF-32 (big-endian)", "utf-32"));
        }
        return Optional.empty();
    }

    /** Returns whether a file begins with some bytes, given without sign. */
    static boolean startsWith(byte[] bytes, int... beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the likely encoding of bytes that are not UTF-8. Most Japanese bytes are Korean syllables too, but not the
     * other way around, so Japanese comes first.
     */
    static Optional<Likely> ofCodePage(byte[] bytes) {
        return codePage(bytes, "windows-31j", "Shift_JIS (Japanese)", "shift_jis", Encodings::isJapanese)
                .filter(likely -> likely.textOf(bytes).codePoints().anyMatch(Encodings::isKana))
                .or(() -> codePage(bytes, "x-windows-949", "MS949 (Korean, also CP949)", "ms949", Encodings::isHangul))
                .or(() -> codePage(bytes, "GBK", "GBK (Chinese)", "gbk", Character::isIdeographic)
                        .filter(likely -> isInPairs(bytes)))
                .or(() -> codePage(bytes, "windows-1252", "Windows-1252 (Western)", "windows-1252", c -> c < 0x100));
    }

    /** Returns whether most bytes beyond ASCII are beside another. In Western languages they are alone. */
    private static boolean isInPairs(byte[] bytes) {
        int beyondAscii = 0;
        int beside = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean isBeside = (i > 0 && bytes[i - 1] < 0) || (i + 1 < bytes.length && bytes[i + 1] < 0);
            beyondAscii += bytes[i] < 0 ? 1 : 0;
            beside += bytes[i] < 0 && isBeside ? 1 : 0;
        }
        return beside >= MOST * beyondAscii;
    }

    private static Optional<Likely> codePage(
            byte[] bytes, String charset, String name, String declared, IntPredicate isExpected) {
        if (!Charset.isSupported(charset)) {
            return Optional.empty();
        }
        Likely likely = new Likely(Charset.forName(charset), name, declared);
        return strictly(bytes, likely.charset)
                .filter(text -> isMostly(text, isExpected))
                .map(text -> likely);
    }

    /** Returns the text of bytes, or empty if they are not text in the encoding. */
    static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static boolean isMostly(String text, IntPredicate isExpected) {
        int[] letters =
                text.codePoints().filter(c -> c > 0x7f && Character.isLetter(c)).toArray();
        long expected = text.codePoints()
                .filter(c -> c > 0x7f && Character.isLetter(c) && isExpected.test(c))
                .count();
        return letters.length > 0 && expected >= MOST * letters.length;
    }

    private static boolean isHangul(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
    }

    private static boolean isJapanese(int c) {
        return isKana(c) || Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    /** Half-width katakana does not count, since any Western letter looks like it. */
    private static boolean isKana(int c) {
        boolean isHalfWidth = c >= 0xff00 && c <= 0xffef;
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return !isHalfWidth
                && (script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA);
    }
}
