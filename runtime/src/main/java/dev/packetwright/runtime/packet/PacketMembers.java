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
     * @return an unmodifiable copy, or the list itself if it is unmodifiable already
     * @throws NullPointerException if the list or an element of it is null
     */
    public static <E> List<E> copyOfList(List<E> elements, String member) {
        Objects.requireNonNull(elements, member);
        try {
            return List.copyOf(elements);
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

    private static IllegalArgumentException outOfRange(String member, long value, String type, long max) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "%s is %d; a %s holds 0 to %d", member, value, type, max));
    }
}
