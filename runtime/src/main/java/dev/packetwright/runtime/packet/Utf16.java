package dev.packetwright.runtime.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

/**
 * Encodes and decodes UTF-16LE as the C# peers do. For speed, an instance keeps memory for one text and views of the
 * array that it used last. Not safe for use by two threads at once.
 *
 * <p>In both directions, an unpaired surrogate becomes U+FFFD and the units around it stay. The decoder of the JDK
 * would swallow the unit behind an unpaired high surrogate; .NET keeps it, and so does this class.
 */
final class Utf16 {
    private static final long TOP_BITS = 0x8000_8000_8000_8000L;
    private static final long LOW_BITS = ~TOP_BITS;
    private static final long UNPAIRED = -1;
    private static final char REPLACEMENT = '\ufffd';

    /** For up to this number of units, a loop is faster than a bulk copy. */
    private static final int FEW_UNITS = 32;

    /** Longer texts are copied in pieces of this number of units. */
    private static final int PIECE = 256;

    private static final char[] NO_UNITS = {};
    private static final byte[] NO_BYTES = {};

    private final byte[] latin1 = new byte[FEW_UNITS];
    private char[] units = NO_UNITS;
    private byte[] viewed = NO_BYTES;
    private CharBuffer evenView = CharBuffer.wrap(NO_UNITS);
    private CharBuffer oddView = evenView;

    /**
     * Writes a short text, two bytes for each unit, without a prefix. The caller has checked that it fits.
     *
     * @return whether it wrote the text: {@link #encode} handles long texts and texts with units from D800 on
     */
    static boolean encodeFew(String text, byte[] out, int offset) {
        int length = text.length();
        if (length > FEW_UNITS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int unit = text.codePointAt(i); // the JIT has profiled charAt with Latin-1 texts only
            if (unit >= Character.MIN_SURROGATE) {
                return false;
            }
            LittleEndian.putChar(out, offset + 2 * i, (char) unit);
        }
        return true;
    }

    /** Writes a text, two bytes for each unit, without a prefix. The caller has checked that it fits. */
    void encode(String text, byte[] out, int offset) {
        int length = text.length();
        char[] piece = roomFor(Math.min(length, PIECE));
        CharBuffer view = view(out, offset);
        for (int from = 0; from < length; from += PIECE) {
            int to = Math.min(from + PIECE, length);
            text.getChars(from, to, piece, 0);
            view.put(offset / 2 + from, piece, 0, to - from);
        }
        if (!isWellFormed(out, offset, offset + 2 * length)) {
            replaceUnpaired(out, offset, offset + 2 * length);
        }
    }

    private static void replaceUnpaired(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += 2) {
            if (isUnpaired(bytes, at, from, to)) {
                LittleEndian.putChar(bytes, at, REPLACEMENT);
            }
        }
    }

    /** Whether the unit is an unpaired surrogate. A neighbour that has been replaced was unpaired itself. */
    private static boolean isUnpaired(byte[] bytes, int at, int from, int to) {
        char unit = LittleEndian.getChar(bytes, at);
        if (!Character.isSurrogate(unit)) {
            return false;
        }
        return Character.isHighSurrogate(unit)
                ? at + 4 > to || !Character.isLowSurrogate(LittleEndian.getChar(bytes, at + 2))
                : at == from || !Character.isHighSurrogate(LittleEndian.getChar(bytes, at - 2));
    }

    /** Whether the text has no unpaired surrogate. Looks at four units at a time. */
    private static boolean isWellFormed(byte[] bytes, int from, int to) {
        long owed = 0;
        int at = from;
        for (; at <= to - 8; at += 8) {
            long units = LittleEndian.getLong(bytes, at);
            long beyond = fromD800(units);
            if ((beyond | owed) != 0) {
                owed = owedAfter(units, beyond, owed);
                if (owed == UNPAIRED) {
                    return false;
                }
            }
        }
        long last = 0;
        for (int shift = 0; at < to; at += 2, shift += 16) {
            last |= (long) LittleEndian.getChar(bytes, at) << shift;
        }
        return owedAfter(last, fromD800(last), owed) == 0;
    }

    /** For four UTF-16 units at once: a mask whose top bits mark the units from D800 on. */
    private static long fromD800(long units) {
        return ((units & LOW_BITS) + 0x2800_2800_2800_2800L) & units & TOP_BITS;
    }

    /**
     * Checks the surrogates of four units.
     *
     * @param beyond {@link #fromD800} of the units
     * @param owed the result for the four units before
     * @return the top bit of the first unit if the next unit must be a low surrogate, 0 if not, or {@link #UNPAIRED}
     */
    private static long owedAfter(long units, long beyond, long owed) {
        long surrogates = beyond & ~(units << 2);
        long low = surrogates & (units << 5);
        long high = surrogates ^ low;
        return low == ((high << 16) | owed) ? high >>> 48 : UNPAIRED;
    }

    /** Reads a text. An odd byte at the end reads as U+FFFD. */
    String decode(byte[] in, int offset, int byteLength) {
        int length = byteLength / 2;
        if (byteLength % 2 != 0) {
            char[] read = decodeMany(in, offset, length);
            read[length] = REPLACEMENT;
            return new String(read, 0, length + 1);
        } else if (length > FEW_UNITS) {
            return new String(decodeMany(in, offset, length), 0, length);
        }
        return isLatin1(in, offset, length) ? ofLatin1(length) : new String(decodeFew(in, offset, length), 0, length);
    }

    private char[] decodeFew(byte[] in, int offset, int length) {
        char[] read = roomFor(length);
        boolean surrogates = false;
        for (int i = 0; i < length; i++) {
            char unit = LittleEndian.getChar(in, offset + 2 * i);
            surrogates |= Character.isSurrogate(unit);
            read[i] = unit;
        }
        return surrogates ? withoutUnpaired(in, offset, read, length) : read;
    }

    private char[] decodeMany(byte[] in, int offset, int length) {
        char[] read = roomFor(length + 1);
        view(in, offset).get(offset / 2, read, 0, length);
        return isWellFormed(in, offset, offset + 2 * length) ? read : withoutUnpaired(in, offset, read, length);
    }

    private static char[] withoutUnpaired(byte[] in, int offset, char[] read, int length) {
        for (int i = 0; i < length; i++) {
            read[i] = isUnpaired(in, offset + 2 * i, offset, offset + 2 * length) ? REPLACEMENT : read[i];
        }
        return read;
    }

    /** Whether all units are Latin-1; if so, {@link #latin1} holds them. */
    private boolean isLatin1(byte[] in, int offset, int length) {
        int i = 0;
        for (; i <= length - 4; i += 4) {
            long units = LittleEndian.getLong(in, offset + 2 * i);
            if ((units & 0xff00_ff00_ff00_ff00L) != 0) {
                return false;
            }
            long pairs = units | (units >>> 8);
            LittleEndian.putInt(latin1, i, (int) ((pairs & 0xffff) | ((pairs >>> 16) & 0xffff_0000L)));
        }
        for (; i < length; i++) {
            char unit = LittleEndian.getChar(in, offset + 2 * i);
            if (unit > 0xff) {
                return false;
            }
            latin1[i] = (byte) unit;
        }
        return true;
    }

    /**
     * Makes a string of {@link #latin1}. The constructor with a charset does the same, but is too large to be inlined.
     */
    @SuppressWarnings("deprecation")
    private String ofLatin1(int length) {
        return new String(latin1, 0, 0, length);
    }

    private char[] roomFor(int length) {
        if (units.length < length) {
            units = new char[length];
        }
        return units;
    }

    /** The units of the array that begin at even offsets, or at odd ones. The index of a unit is half its offset. */
    private CharBuffer view(byte[] bytes, int offset) {
        if (viewed != bytes) {
            viewed = bytes;
            evenView = unitsOf(ByteBuffer.wrap(bytes));
            oddView = bytes.length == 0
                    ? evenView
                    : unitsOf(ByteBuffer.wrap(bytes, 1, bytes.length - 1).slice());
        }
        return (offset & 1) == 0 ? evenView : oddView;
    }

    private static CharBuffer unitsOf(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
    }
}
