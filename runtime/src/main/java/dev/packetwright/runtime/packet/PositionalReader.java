package dev.packetwright.runtime.packet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The half of {@link PacketReader} for generated code: it reads values at positions. Code written by hand uses the
 * {@code read} methods of {@link PacketReader}, which read one member after another.
 *
 * <p>Generated code reads several members with one check. A {@code take} method checks that bytes are present, passes
 * over them and returns the position of the first one. A {@code get} method returns the value at a position. It expects
 * that the value lies within taken bytes, and it does not move the reader.
 *
 * <p>A position is an index in the array of the reader. Not safe for use by two threads at once.
 */
abstract sealed class PositionalReader permits PacketReader {
    static final int LENGTH_SIZE = 2;

    byte[] buffer;
    int start;
    int position;
    int limit;
    private final Utf16 utf16 = new Utf16();

    PositionalReader(byte[] buffer) {
        this.buffer = buffer;
    }

    /** The position of the next member. */
    public final int position() {
        return position;
    }

    /**
     * Moves to a position that {@link #position()} returned before.
     *
     * @throws IndexOutOfBoundsException if the position is not within the packet
     */
    public final void seek(int at) {
        position = start + Objects.checkIndex(at - start, limit - start + 1);
    }

    /**
     * Passes over one member.
     *
     * @param bytes the size of the member, from 0
     * @return the position of the member
     * @throws MalformedPacketException if fewer bytes are left
     */
    public final int take(int bytes, String member) {
        int at = position;
        if (bytes > limit - at) {
            throw cutOff(member, at, bytes);
        }
        position = at + bytes;
        return at;
    }

    /**
     * Passes over adjacent members of fixed size with one check.
     *
     * @param bytes the size of all members
     * @param owner the packet or struct with these members
     * @param members the members and their sizes, {@code x:4 y:4 flag:1}
     * @return the position of the first member
     * @throws MalformedPacketException if fewer bytes are left; it names the first incomplete member
     */
    public final int take(int bytes, String owner, String members) {
        int at = position;
        if (bytes > limit - at) {
            throw cutOff(owner, members);
        }
        position = at + bytes;
        return at;
    }

    /** Finds the first incomplete member. */
    private MalformedPacketException cutOff(String owner, String members) {
        int at = position;
        for (String member : members.split(" ", -1)) {
            int colon = member.lastIndexOf(':');
            int size = Integer.parseInt(member, colon + 1, member.length(), 10);
            if (size > limit - at) {
                return cutOff(owner + "." + member.substring(0, colon), at, size);
            }
            at += size;
        }
        throw new IllegalArgumentException(members + " have fewer bytes than were to be taken");
    }

    private MalformedPacketException cutOff(String member, int at, int bytes) {
        return malformed(member, at, tooFew(bytes, limit - at));
    }

    static String tooFew(int bytes, int left) {
        return "needs " + bytes + " bytes, but " + left + " are left";
    }

    private MalformedPacketException malformed(String member, int at, String problem) {
        return new MalformedPacketException(member, at - start, problem);
    }

    /** The {@code bool} at a position: any byte except 0 is true. */
    public final boolean getBool(int at) {
        return buffer[at] != 0;
    }

    /** The {@code byte} at a position: 0 to 255. */
    public final int getByte(int at) {
        return Byte.toUnsignedInt(buffer[at]);
    }

    /** The {@code sbyte} at a position. */
    public final byte getSByte(int at) {
        return buffer[at];
    }

    /** The {@code short} at a position. */
    public final short getShort(int at) {
        return LittleEndian.getShort(buffer, at);
    }

    /** The {@code ushort} at a position: 0 to 65,535. */
    public final int getUShort(int at) {
        return LittleEndian.getUShort(buffer, at);
    }

    /** The {@code int} at a position. */
    public final int getInt(int at) {
        return LittleEndian.getInt(buffer, at);
    }

    /** The {@code uint} at a position: 0 to 4,294,967,295. */
    public final long getUInt(int at) {
        return LittleEndian.getUInt(buffer, at);
    }

    /** The {@code long} at a position, or the 64 bits of a {@code ulong}. */
    public final long getLong(int at) {
        return LittleEndian.getLong(buffer, at);
    }

    /** The {@code float} at a position, from its raw bits. */
    public final float getFloat(int at) {
        return LittleEndian.getFloat(buffer, at);
    }

    /** The {@code double} at a position, from its raw bits. */
    public final double getDouble(int at) {
        return LittleEndian.getDouble(buffer, at);
    }

    /**
     * Passes over a {@code string}.
     *
     * @return the position of its length prefix, for {@link #getString}
     */
    public final int takeString(String member) {
        return pass(takeLength(member, "a string"));
    }

    /** Passes over a {@code string} like {@link #takeString(String)}, and checks that it is short enough. */
    public final int takeString(String member, int maxLength) {
        int at = takeString(member);
        checkLength(at, (getUShort(at) + 1) / 2, LengthUnit.UTF_16_UNIT, maxLength, member);
        return at;
    }

    /** The {@code string} that {@link #takeString} passed over. */
    public final String getString(int at) {
        int length = getUShort(at);
        return length == 0 ? "" : utf16.decode(buffer, at + LENGTH_SIZE, length);
    }

    /** Passes over bytes behind a length prefix, and returns the position of the prefix. */
    private int pass(int length) {
        int prefix = position - LENGTH_SIZE;
        position += length;
        return prefix;
    }

    /** Passes over a length prefix, and checks that the bytes behind it are present. */
    private int takeLength(String member, String what) {
        int length = getUShort(take(LENGTH_SIZE, member));
        if (length > limit - position) {
            throw malformed(
                    member,
                    position - LENGTH_SIZE,
                    what + " of " + length + " bytes, but " + (limit - position) + " are left");
        }
        return length;
    }

    /** Passes over the count of a list, and checks that the elements can be present. */
    final int takeCount(int minElementSize, String member) {
        int count = getUShort(take(LENGTH_SIZE, member));
        if ((long) count * minElementSize > limit - position) {
            throw tooMany(count, minElementSize, member);
        }
        return count;
    }

    private MalformedPacketException tooMany(int count, int minElementSize, String member) {
        return malformed(
                member,
                position - LENGTH_SIZE,
                "a list of " + count + " elements of " + minElementSize + " bytes or more, but " + (limit - position)
                        + " are left");
    }

    /**
     * Passes over a {@code string} in UTF-8.
     *
     * @return the position of its length prefix, for {@link #getUtf8}
     */
    public final int takeUtf8(String member) {
        return pass(takeLength(member, "a string"));
    }

    /** The {@code string} that {@link #takeUtf8} passed over. */
    public final String getUtf8(int at) {
        return new String(buffer, at + LENGTH_SIZE, getUShort(at), StandardCharsets.UTF_8);
    }

    /** The {@code string} that {@link #takeUtf8} passed over, if it is short enough. */
    public final String getUtf8(int at, String member, int maxLength) {
        String text = getUtf8(at);
        checkLength(at, text.length(), LengthUnit.UTF_16_UNIT, maxLength, member);
        return text;
    }

    /**
     * Passes over {@code bytes}.
     *
     * @return the position of their length prefix, for {@link #getBytes}
     */
    public final int takeBytes(String member) {
        return pass(takeLength(member, "bytes"));
    }

    /** Passes over {@code bytes} like {@link #takeBytes(String)}, and checks that they are few enough. */
    public final int takeBytes(String member, int maxLength) {
        int at = takeBytes(member);
        checkLength(at, getUShort(at), LengthUnit.BYTE, maxLength, member);
        return at;
    }

    /** A copy of the {@code bytes} that {@link #takeBytes} passed over. */
    public final Bytes getBytes(int at) {
        return Bytes.of(buffer, at + LENGTH_SIZE, getUShort(at));
    }

    /**
     * Passes over a list of elements of one size.
     *
     * @param elementSize the size of each element in bytes
     * @return the position of the count, for {@link #getCount} and {@link #element}
     */
    public final int takeList(int elementSize, String member) {
        int at = position;
        int count = takeCount(elementSize, member);
        position = at + LENGTH_SIZE + count * elementSize;
        return at;
    }

    /** Passes over a list like {@link #takeList(int, String)}, and checks that it is short enough. */
    public final int takeList(int elementSize, String member, int maxLength) {
        int at = takeList(elementSize, member);
        checkLength(at, getUShort(at), LengthUnit.ELEMENT, maxLength, member);
        return at;
    }

    /**
     * The position behind a value that begins with a length prefix or a count.
     *
     * @param at the position of the length prefix or the count
     * @param elementSize the size of each element in bytes; 1 for strings and bytes
     */
    public final int end(int at, int elementSize) {
        return at + LENGTH_SIZE + getUShort(at) * elementSize;
    }

    /**
     * The number of elements in a list that {@link #takeList} passed over.
     *
     * @param list the position of the count; a negative value stands for an empty list
     */
    public final int getCount(int list) {
        return list < 0 ? 0 : getUShort(list);
    }

    /**
     * The position of an element in a list that {@link #takeList} passed over.
     *
     * @param list the position of the count; a negative value stands for an empty list
     * @param index the index of the element, from 0
     * @throws IndexOutOfBoundsException if the list has no element at the index
     */
    public final int element(int list, int index, int elementSize) {
        return list + LENGTH_SIZE + Objects.checkIndex(index, getCount(list)) * elementSize;
    }

    /**
     * An empty list for the elements of a {@code list}. It does not change once it has all elements, so that a packet
     * can use it without a copy.
     *
     * @param count the number of elements that the caller will add
     */
    public final <E> List<E> newList(int count) {
        return new PacketList<>(count, count);
    }

    /**
     * A list backed by the array. Each place of the array already has an element other than null, and the caller does
     * not use the array afterwards.
     */
    public final <E> List<E> newList(E[] elements) {
        return new PacketList<>(elements);
    }

    /**
     * A list like {@link #newList(int)} that allocates memory as it grows: for a count that may be far too high.
     *
     * @param count the number of elements that the caller will add
     * @param room the number of elements to allocate memory for at once
     */
    public final <E> List<E> newList(int count, int room) {
        return new PacketList<>(count, Math.min(count, room));
    }

    /**
     * Checks a length against its bound.
     *
     * @param at the position of the member
     */
    final void checkLength(int at, int length, LengthUnit unit, int max, String member) {
        if (length > max) {
            throw malformed(member, at, unit.tooMany(length, max));
        }
    }

    /**
     * Returns a value if it is within its range.
     *
     * @param at the position of the member that has the value
     * @throws MalformedPacketException if the value is out of its range
     */
    public final int checkRange(int at, int value, int min, int max, String member) {
        if (!Checks.isBetween(value, min, max)) {
            throw malformed(member, at, Checks.notBetween(value, min, max));
        }
        return value;
    }

    /** Returns a value like {@link #checkRange(int, int, int, int, String)}. */
    public final long checkRange(int at, long value, long min, long max, String member) {
        if (!Checks.isBetween(value, min, max)) {
            throw malformed(member, at, Checks.notBetween(value, min, max));
        }
        return value;
    }

    /** Returns a {@code ulong} like {@link #checkRange(int, int, int, int, String)}. */
    public final long checkUnsignedRange(int at, long value, long min, long max, String member) {
        if (!Checks.isUnsignedBetween(value, min, max)) {
            throw malformed(member, at, Checks.notUnsignedBetween(value, min, max));
        }
        return value;
    }

    /** Returns a value like {@link #checkRange(int, int, int, int, String)}. NaN is never within a range. */
    public final float checkRange(int at, float value, float min, float max, String member) {
        if (!Checks.isBetween(value, min, max)) {
            throw malformed(member, at, Checks.notBetween(value, min, max));
        }
        return value;
    }

    /** Returns a value like {@link #checkRange(int, int, int, int, String)}. NaN is never within a range. */
    public final double checkRange(int at, double value, double min, double max, String member) {
        if (!Checks.isBetween(value, min, max)) {
            throw malformed(member, at, Checks.notBetween(value, min, max));
        }
        return value;
    }

    /** The exception for a value that its enum does not have. */
    final MalformedPacketException unknownValue(int at, long value, String member) {
        return malformed(member, at, "has the unknown value " + value);
    }

    /** The exception for a {@code ulong} value that its enum does not have. */
    final MalformedPacketException unknownUnsignedValue(int at, long value, String member) {
        return malformed(member, at, "has the unknown value " + Long.toUnsignedString(value));
    }

    /** The exception for the value of an absent optional member. */
    public final NoSuchElementException absent(String member) {
        return new NoSuchElementException(member + " is absent");
    }
}
