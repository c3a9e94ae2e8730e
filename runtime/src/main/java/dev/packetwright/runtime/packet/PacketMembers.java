package dev.packetwright.runtime.packet;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The members of a packet: their checks in its constructor, and their redaction. For generated code.
 *
 * <p>Each check returns the value, or throws an exception that names the member as {@code Packet.member}.
 */
public final class PacketMembers {
    /**
     * Marks the version of the runtime that generated code needs. With an older runtime, generated code does not
     * compile, and the error of the compiler shows this name. Each version of the runtime that generated code comes to
     * depend on adds a constant and keeps the others.
     */
    public static final int PACKETWRIGHT_RUNTIME_0_1_OR_NEWER = 1;

    private static final int MAX_BYTE = 0xff;
    private static final int MAX_USHORT = 0xffff;
    private static final long MAX_UINT = 0xffff_ffffL;

    private PacketMembers() {}

    /**
     * Checks a {@code byte} of the PDL.
     *
     * @throws IllegalArgumentException if the value is not within 0 to 255
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
     * @throws IllegalArgumentException if the value is not within 0 to 65,535
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
     * @throws IllegalArgumentException if the value is not within 0 to 4,294,967,295
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
     * Checks a {@code list} of the PDL and makes it immutable.
     *
     * @return an immutable copy, or the list itself if it is such a copy
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
     * Checks a {@code list} of the PDL whose elements have no members and are therefore all equal.
     *
     * @param element the value of every element
     * @return an immutable list of the same size, which takes no memory for its elements
     * @throws NullPointerException if the list is null
     */
    public static <E> List<E> copyOfList(List<E> elements, E element, String member) {
        return Collections.nCopies(Objects.requireNonNull(elements, member).size(), element);
    }

    /**
     * Checks a value that must not be null.
     *
     * @throws NullPointerException if the value is null
     */
    public static <T> T requirePresent(T value, String member) {
        return Objects.requireNonNull(value, member);
    }

    /**
     * Checks the length of a {@code string} against {@code maxLength} of the PDL.
     *
     * @throws IllegalArgumentException if the text has more than {@code max} UTF-16 units
     */
    public static void requireMaxUnits(String text, int max, String member) {
        requireMax(text.length(), LengthUnit.UTF_16_UNIT, max, member);
    }

    /**
     * Checks the length of {@code bytes} against {@code maxLength} of the PDL.
     *
     * @throws IllegalArgumentException if there are more than {@code max} bytes
     */
    public static void requireMaxBytes(Bytes bytes, int max, String member) {
        requireMax(bytes.size(), LengthUnit.BYTE, max, member);
    }

    /**
     * Checks the length of a {@code list} against {@code maxLength} of the PDL.
     *
     * @param size the number of elements
     * @throws IllegalArgumentException if there are more than {@code max} elements
     */
    public static void requireMaxElements(int size, int max, String member) {
        requireMax(size, LengthUnit.ELEMENT, max, member);
    }

    private static void requireMax(int length, LengthUnit unit, int max, String member) {
        if (length > max) {
            throw illegal(member, unit.tooMany(length, max));
        }
    }

    /**
     * Checks a number against {@code min} and {@code max} of the PDL.
     *
     * @throws IllegalArgumentException if it is not within this range
     */
    public static void requireRange(long value, long min, long max, String member) {
        if (!Checks.isBetween(value, min, max)) {
            throw illegal(member, Checks.notBetween(value, min, max));
        }
    }

    /**
     * Checks a {@code ulong} against {@code min} and {@code max} of the PDL.
     *
     * @throws IllegalArgumentException if it is not within this range
     */
    public static void requireUnsignedRange(long value, long min, long max, String member) {
        if (!Checks.isUnsignedBetween(value, min, max)) {
            throw illegal(member, Checks.notUnsignedBetween(value, min, max));
        }
    }

    /**
     * Checks a number against {@code min} and {@code max} of the PDL. NaN is never within a range.
     *
     * @throws IllegalArgumentException if it is not within this range
     */
    public static void requireRange(double value, double min, double max, String member) {
        if (!Checks.isBetween(value, min, max)) {
            throw illegal(member, Checks.notBetween(value, min, max));
        }
    }

    private static IllegalArgumentException illegal(String member, String problem) {
        return new IllegalArgumentException(member + " " + problem);
    }

    /**
     * Checks each element of a list of {@code byte}, {@code sbyte}, {@code short} or {@code ushort}.
     *
     * @throws IllegalArgumentException if an element is not within the range
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
     * @throws IllegalArgumentException if an element is not within 0 to 4,294,967,295
     */
    public static ScalarList<long[]> requireUIntElements(ScalarList<long[]> list, String member) {
        for (int i = 0; i < list.size(); i++) {
            requireUInt(list.getLong(i), member);
        }
        return list;
    }

    /** The text of a list for a packet's {@code toString}. The text of a long list has only its first elements. */
    public static String shown(List<?> elements) {
        return Shortened.text(elements.size(), i -> String.valueOf(elements.get(i)));
    }

    // ---- redaction

    /** A copy of a list whose elements are copied without their redacted members. */
    public static <E> List<E> redacted(List<E> elements, UnaryOperator<E> redacted) {
        return elements.stream().map(redacted).toList();
    }

    /**
     * An encoded packet without the values of its redacted members. One that is malformed loses its body, because
     * nobody knows where they are.
     *
     * @param packet one whole packet with its header
     * @param read reads the body
     */
    public static byte[] redacted(byte[] packet, Function<PacketReader, Packet> read) {
        try {
            return read.apply(new PacketReader(packet)).redacted().toBytes();
        } catch (MalformedPacketException | PacketTooLargeException unknown) {
            return withoutBody(packet);
        }
    }

    /** The header of an encoded packet, with the size of a packet that has no body. */
    public static byte[] withoutBody(byte[] packet) {
        return new byte[] {Packet.HEADER_SIZE, 0, packet[2], packet[3]};
    }

    /**
     * The id of an encoded packet.
     *
     * @throws IllegalArgumentException if the array is not one whole packet with its header
     */
    public static int idOf(byte[] packet) {
        if (packet.length < Packet.HEADER_SIZE || LittleEndian.getUShort(packet, 0) != packet.length) {
            throw new IllegalArgumentException("not one whole packet, but " + packet.length + " bytes");
        }
        return LittleEndian.getUShort(packet, 2);
    }

    private static IllegalArgumentException outOfRange(String member, long value, String type, long max) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "%s is %d; a %s holds 0 to %d", member, value, type, max));
    }
}
