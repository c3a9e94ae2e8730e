package dev.packetwright.runtime.packet;

/**
 * Encodes UTF-8 (RFC 3629) directly into a packet. An unpaired surrogate becomes U+FFFD, as in .NET and unlike in the
 * JDK.
 */
final class Utf8 {
    private static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    /** The number of bytes of a text in UTF-8. */
    static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (beginsPair(text, i)) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /** Writes a text without a prefix. The caller has checked that it fits. */
    static void encode(String text, byte[] out, int offset) {
        int at = offset;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xc0 | (c >> 6));
                out[at++] = continuation(c);
            } else if (beginsPair(text, i)) {
                c = text.codePointAt(i++);
                out[at++] = (byte) (0xf0 | (c >> 18));
                out[at++] = continuation(c >> 12);
                out[at++] = continuation(c >> 6);
                out[at++] = continuation(c);
            } else {
                c = Character.isSurrogate((char) c) ? REPLACEMENT : c;
                out[at++] = (byte) (0xe0 | (c >> 12));
                out[at++] = continuation(c >> 6);
                out[at++] = continuation(c);
            }
        }
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private static boolean beginsPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
