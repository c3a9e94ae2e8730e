package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

/**
 * UTF-16LE as the C# peers write and read it, with what it takes to do so quickly: memory of its own, and views of the
 * array that it worked on last. Not safe for use by two threads at once.
 *
 * <p>A surrogate without its partner becomes U+FFFD, in both directions, and takes nothing else with it. The JDK's own
 * decoder would swallow the unit that follows a lone high surrogate; .NET keeps it, and so do we.
 */
final class Utf16 {
    private static final VarHandle UNIT = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR_UNITS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long TOP_BITS = 0x8000_8000_8000_8000L;
    private static final long LOW_BITS = ~TOP_BITS;
    private static final long UNPAIRED = -1;
    private static final char REPLACEMENT = '\ufffd';

    /** Up to so many units, a loop over them is quicker than copying them at once. */
    private static final int FEW_UNITS = 32;

    /** Longer texts are copied in pieces of so many units. */
    private static final int PIECE = 256;

    private static final char[] NO_UNITS = {};
    private static final byte[] NO_BYTES = {};

    private final byte[] latin1 = new byte[FEW_UNITS];
    private char[] units = NO_UNITS;
    private byte[] viewed = NO_BYTES;
    private CharBuffer evenView = CharBuffer.wrap(NO_UNITS);
    private CharBuffer oddView = evenView;

    /**
     * Writes two bytes for each unit of a short text, without a prefix. The caller has checked that they fit.
     *
     * @return whether it did: it leaves long texts, and those with units from D800 on, to {@link #encode}
     */
    static boolean encodeFew(String text, byte[] out, int offset) {
        int length = text.length();
        if (length > FEW_UNITS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int unit = text.codePointAt(i); // what the compiler knows of charAt, it has learnt from texts of one byte
            if (unit >= Character.MIN_SURROGATE) {
                return false;
            }
            UNIT.set(out, offset + 2 * i, (char) unit);
        }
        return true;
    }

    /** Writes two bytes for each unit of the text, without a prefix. The caller has checked that they fit. */
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
                UNIT.set(bytes, at, REPLACEMENT);
            }
        }
    }

    /** Whether the unit is a surrogate without its partner. Another one that was replaced would not have been its partner. */
    private static boolean isUnpaired(byte[] bytes, int at, int from, int to) {
        char unit = unit(bytes, at);
        if (!Character.isSurrogate(unit)) {
            return false;
        }
        return Character.isHighSurrogate(unit)
                ? at + 4 > to || !Character.isLowSurrogate(unit(bytes, at + 2))
                : at == from || !Character.isHighSurrogate(unit(bytes, at - 2));
    }

    private static char unit(byte[] bytes, int at) {
        return (char) UNIT.get(bytes, at);
    }

    /** Whether each surrogate has its partner; most often because there is none. Four units at a time. */
    private static boolean isWellFormed(byte[] bytes, int from, int to) {
        long owed = 0;
        int at = from;
        for (; at <= to - 8; at += 8) {
            long units = (long) FOUR_UNITS.get(bytes, at);
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
            last |= (long) unit(bytes, at) << shift;
        }
        return owedAfter(last, fromD800(last), owed) == 0;
    }

    /** The top bits of those of four units that are D800 or more: of the others that have one, none keeps it. */
    private static long fromD800(long units) {
        return ((units & LOW_BITS) + 0x2800_2800_2800_2800L) & units & TOP_BITS;
    }

    /**
     * What four units leave to those that follow.
     *
     * @param beyond {@link #fromD800} of the units
     * @param owed what the units before them left
     * @return the top bit of the first unit if that must be a low surrogate, or 0, or {@link #UNPAIRED}
     */
    private static long owedAfter(long units, long beyond, long owed) {
        long surrogates = beyond & ~(units << 2);
        long low = surrogates & (units << 5);
        long high = surrogates ^ low;
        return low == ((high << 16) | owed) ? high >>> 48 : UNPAIRED;
    }

    /** Reads a text of that many bytes. A last odd byte reads as U+FFFD. */
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
            char unit = unit(in, offset + 2 * i);
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

    /** Whether all units have one byte only; if so, these are in {@link #latin1}. */
    private boolean isLatin1(byte[] in, int offset, int length) {
        int i = 0;
        for (; i <= length - 4; i += 4) {
            long units = (long) FOUR_UNITS.get(in, offset + 2 * i);
            if ((units & 0xff00_ff00_ff00_ff00L) != 0) {
                return false;
            }
            long pairs = units | (units >>> 8);
            FOUR_BYTES.set(latin1, i, (int) ((pairs & 0xffff) | ((pairs >>> 16) & 0xffff_0000L)));
        }
        for (; i < length; i++) {
            char unit = unit(in, offset + 2 * i);
            if (unit > 0xff) {
                return false;
            }
            latin1[i] = (byte) unit;
        }
        return true;
    }

    /** The constructor that takes a charset comes to the same, but is too large to be inlined. */
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

    /** The array as units: those that begin where the offset is even, or odd. The unit at an offset is at half of it. */
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
