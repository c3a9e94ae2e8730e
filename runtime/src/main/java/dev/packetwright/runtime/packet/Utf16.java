package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

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

    private static final int FOUR_UNITS_SIZE = 8;
    private static final char REPLACEMENT = '\ufffd';

    /** Up to so many units, a loop over them is quicker than copying them at once. */
    private static final int FEW_UNITS = 32;

    /** Up to so many units, Latin-1 is quicker put together here than by the constructor of String. */
    private static final int SHORT_TEXT = 48;

    /** Longer texts are copied in pieces of so many units. */
    private static final int PIECE = 256;

    private static final char[] NO_UNITS = {};
    private static final byte[] NO_BYTES = {};

    private final byte[] latin1 = new byte[SHORT_TEXT];
    private char[] units = NO_UNITS;
    private byte[] viewed = NO_BYTES;
    private CharBuffer evenView = CharBuffer.wrap(NO_UNITS);
    private CharBuffer oddView = evenView;

    /** Whether {@link #encodeFew} serves the text best. */
    static boolean isShort(String text) {
        return text.length() <= FEW_UNITS;
    }

    /** Writes two bytes for each unit of a short text, without a prefix. The caller has checked that they fit. */
    static void encodeFew(String text, byte[] out, int offset) {
        int length = text.length();
        boolean surrogates = false;
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            surrogates |= Character.isSurrogate(unit);
            UNIT.set(out, offset + 2 * i, unit);
        }
        if (surrogates) {
            replaceUnpaired(out, offset, offset + 2 * length);
        }
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
        replaceUnpaired(out, offset, offset + 2 * length);
    }

    private static void replaceUnpaired(byte[] bytes, int from, int to) {
        int at = nextSurrogate(bytes, from, to);
        while (at < to) {
            boolean paired = isPair(bytes, at, to);
            if (!paired) {
                UNIT.set(bytes, at, REPLACEMENT);
            }
            at = nextSurrogate(bytes, paired ? at + 4 : at + 2, to);
        }
    }

    /** Where the first surrogate is, be it one of a pair or not; {@code to} if there is none. */
    private static int nextSurrogate(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - FOUR_UNITS_SIZE) {
            if (mayHoldSurrogate((long) FOUR_UNITS.get(bytes, at))) {
                int end = at + FOUR_UNITS_SIZE;
                at = nextSurrogateOneByOne(bytes, at, end);
                if (at < end) {
                    return at;
                }
            } else {
                at += FOUR_UNITS_SIZE;
            }
        }
        return nextSurrogateOneByOne(bytes, at, to);
    }

    /** Whether one of four units is in D800 to DFFF, or beyond: whatever else has its top bit set comes before D800. */
    private static boolean mayHoldSurrogate(long units) {
        long carried = (units & 0x7fff_7fff_7fff_7fffL) + 0x2800_2800_2800_2800L;
        return (carried & units & 0x8000_8000_8000_8000L) != 0;
    }

    private static int nextSurrogateOneByOne(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !Character.isSurrogate((char) UNIT.get(bytes, at))) {
            at += 2;
        }
        return at;
    }

    private static boolean isPair(byte[] bytes, int at, int to) {
        return at + 4 <= to && Character.isSurrogatePair((char) UNIT.get(bytes, at), (char) UNIT.get(bytes, at + 2));
    }

    /** Reads a text of that many bytes. A last odd byte reads as U+FFFD. */
    String decode(byte[] in, int offset, int byteLength) {
        int length = byteLength / 2;
        if (byteLength % 2 == 0 && length <= SHORT_TEXT && isLatin1(in, offset, length)) {
            return new String(latin1, 0, length, StandardCharsets.ISO_8859_1);
        }
        char[] read = roomFor(length + 1);
        view(in, offset).get(offset / 2, read, 0, length);
        int to = offset + 2 * length;
        int at = nextSurrogate(in, offset, to);
        while (at < to) {
            boolean paired = isPair(in, at, to);
            if (!paired) {
                read[(at - offset) / 2] = REPLACEMENT;
            }
            at = nextSurrogate(in, paired ? at + 4 : at + 2, to);
        }
        read[length] = REPLACEMENT;
        return new String(read, 0, length + byteLength % 2);
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
            char unit = (char) UNIT.get(in, offset + 2 * i);
            if (unit > 0xff) {
                return false;
            }
            latin1[i] = (byte) unit;
        }
        return true;
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
