package dev.packetwright.runtime.packet;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The checks that a generated packet makes of its members when it is constructed.
 *
 * <p>Each returns the value that it was given, or throws naming the member as {@code Packet.member}.
 */
public final class PacketMembers {
    /**
     * Generated code refers to it: with an older runtime than it needs, the compiler cannot find this, and its message
     * says which artifact to raise. Each version of the runtime that generated code comes to depend on adds one, and keeps
     * the others.
     */
    public static final int PACKETWRIGHT_RUNTIME_0_1_OR_NEWER = 1;

    private static final int MAX_BYTE = 0xff;
    private static final int MAX_USHORT = 0xffff;
    private static final long MAX_UINT = 0xffff_ffffL;

    private PacketMembers() {}

    /**
     * Checks a {@code byte} of the PDL.
     *
     * @throws IllegalArgumentException if the value is not 0 to 255
     */
    public static int requireByte(int value, String member) {
        if ((value & ~MAX_BYTE) != 0) {
            throw outOfRange(member, value, "byte", MAX_BYTE);
        }
        return value;
    }

    /**
     * Checks a {@code ushort} of the PDL.
     *
     * @throws IllegalArgumentException if the value is not 0 to 65,535
     */
    public static int requireUShort(int value, String member) {
        if ((value & ~MAX_USHORT) != 0) {
            throw outOfRange(member, value, "ushort", MAX_USHORT);
        }
        return value;
    }

    /**
     * Checks a {@code uint} of the PDL.
     *
     * @throws IllegalArgumentException if the value is not 0 to 4,294,967,295
     */
    public static long requireUInt(long value, String member) {
        if ((value & ~MAX_UINT) != 0) {
            throw outOfRange(member, value, "uint", MAX_UINT);
        }
        return value;
    }

    /**
     * Checks a {@code string} of the PDL.
     *
     * @throws NullPointerException if the text is null
     */
    public static String requireString(String text, String member) {
        return Objects.requireNonNull(text, member);
    }

    /**
     * Checks a {@code list} of the PDL and makes it safe to share.
     *
     * @return an unmodifiable copy, or the list itself if it is one of those
     * @throws NullPointerException if the list or an element of it is null
     */
    public static <E> List<E> copyOfList(List<E> elements, String member) {
        Objects.requireNonNull(elements, member);
        try {
            return PacketList.copyOf(elements);
        } catch (NullPointerException nullElement) {
            var named = new NullPointerException("null in " + member);
            named.initCause(nullElement);
            throw named;
        }
    }

    /**
     * Checks a {@code list} of the PDL whose elements have no members, and are thus all the same.
     *
     * @param element the element that all of them are
     * @return an unmodifiable list of as many elements, which takes no memory for each of them
     * @throws NullPointerException if the list is null
     */
    public static <E> List<E> copyOfList(List<E> elements, E element, String member) {
        return Collections.nCopies(Objects.requireNonNull(elements, member).size(), element);
    }

    /**
     * Checks a value that is there in any case.
     *
     * @throws NullPointerException if it is null
     */
    public static <T> T requirePresent(T value, String member) {
        return Objects.requireNonNull(value, member);
    }

    /**
     * Checks a length against {@code maxLength} of the PDL.
     *
     * @param length the UTF-16 units of a string, the bytes of {@code bytes}, the elements of a list
     * @throws IllegalArgumentException if it is over the most that is allowed
     */
    public static void requireLength(int length, int max, String member) {
        if (length > max) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s has length %d; the most is %d", member, length, max));
        }
    }

    /**
     * Checks a number against {@code min} and {@code max} of the PDL.
     *
     * @throws IllegalArgumentException if it is not between them
     */
    public static void requireRange(long value, long min, long max, String member) {
        if (value < min || value > max) {
            throw notBetween(member, value, min, max);
        }
    }

    /**
     * Checks a {@code ulong} against {@code min} and {@code max} of the PDL.
     *
     * @throws IllegalArgumentException if it is not between them
     */
    public static void requireUnsignedRange(long value, long min, long max, String member) {
        if (Long.compareUnsigned(value, min) < 0 || Long.compareUnsigned(value, max) > 0) {
            throw notBetween(
                    member, Long.toUnsignedString(value), Long.toUnsignedString(min), Long.toUnsignedString(max));
        }
    }

    /**
     * Checks a number against {@code min} and {@code max} of the PDL; NaN is never between them.
     *
     * @throws IllegalArgumentException if it is not between them
     */
    public static void requireRange(double value, double min, double max, String member) {
        if (!(value >= min && value <= max)) {
            throw notBetween(member, value, min, max);
        }
    }

    private static IllegalArgumentException notBetween(String member, Object value, Object min, Object max) {
        return new IllegalArgumentException(member + " is " + value + ", not " + min + " to " + max);
    }

    /**
     * Checks each element of a list of small numbers.
     *
     * @throws IllegalArgumentException if one is not between the two
     */
    public static ScalarList<int[]> requireElements(ScalarList<int[]> list, int min, int max, String member) {
        for (int i = 0; i < list.size(); i++) {
            requireRange(list.getInt(i), min, max, member);
        }
        return list;
    }

    /**
     * Checks each element of a list of {@code uint}.
     *
     * @throws IllegalArgumentException if one is not 0 to 4,294,967,295
     */
    public static ScalarList<long[]> requireUIntElements(ScalarList<long[]> list, String member) {
        for (int i = 0; i < list.size(); i++) {
            requireUInt(list.getLong(i), member);
        }
        return list;
    }

    /** A list as a person can read it in a packet's {@code toString}: of a long one, the beginning. */
    public static String shown(List<?> elements) {
        return Shortened.text(elements.size(), i -> String.valueOf(elements.get(i)));
    }

    private static IllegalArgumentException outOfRange(String member, long value, String type, long max) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "%s is %d; a %s holds 0 to %d", member, value, type, max));
    }
}
