package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Reads one packet out of a byte array, little-endian, in place.
 *
 * <p>Reading is total: whatever the bytes are, a method either returns a value or throws
 * {@link MalformedPacketException}. Lengths and counts are compared with the bytes that are there before anything is
 * allocated. What is left after the last member is ignored: a newer peer may have more to say.
 *
 * <p>Each method takes the path of the member that it reads ({@code S_Info.skill.level}), for the exception's sake.
 *
 * <p>A reader can be pointed at one packet after another with {@link #wrap}. Not safe for use by two threads at once.
 */
public final class PacketReader {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static final char[] NO_UNITS = {};

    private byte[] buffer;
    private int start;
    private int position;
    private int limit;
    private char[] units = NO_UNITS;

    /**
     * Makes a reader of one whole packet, header included, and stands it at the first member.
     *
     * @throws MalformedPacketException if the header is not whole, or says another size than the array has
     */
    public PacketReader(byte[] packet) {
        this.buffer = packet;
        wrap(packet, 0, packet.length);
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Points this reader at one whole packet, header included, and stands it at the first member. The bytes are read
     * in place: they must not change while the reader is in use.
     *
     * @param offset where the packet begins
     * @param length how many bytes it has
     * @return this reader
     * @throws IndexOutOfBoundsException if the region is not within the array
     * @throws MalformedPacketException if the header is not whole, or says another size than {@code length}
     */
    public PacketReader wrap(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        this.buffer = buffer;
        this.start = offset;
        this.position = offset;
        this.limit = offset + length;
        int size = readUShort("header.size");
        if (size != length) {
            throw new MalformedPacketException(
                    "header.size", 0, "says " + size + " bytes, but the packet has " + length);
        }
        readUShort("header.id");
        return this;
    }

    /** The packet's id, out of its header: 0 to 65,535. */
    public int packetId() {
        return Short.toUnsignedInt((short) SHORT.get(buffer, start + 2));
    }

    /** The size of the whole packet in bytes, header included. */
    public int size() {
        return limit - start;
    }

    /** Where the next member begins, in bytes from the start of the header. */
    public int offset() {
        return position - start;
    }

    /** How many bytes there are from here to the end of the packet. */
    public int remaining() {
        return limit - position;
    }

    /** Reads a {@code bool}: any byte but 0 is true. */
    public boolean readBool(String member) {
        return buffer[advance(1, member)] != 0;
    }

    /** Reads a {@code byte}: 0 to 255. */
    public int readByte(String member) {
        return Byte.toUnsignedInt(buffer[advance(1, member)]);
    }

    /** Reads an {@code sbyte}. */
    public byte readSByte(String member) {
        return buffer[advance(1, member)];
    }

    /** Reads a {@code short}. */
    public short readShort(String member) {
        return (short) SHORT.get(buffer, advance(Short.BYTES, member));
    }

    /** Reads a {@code ushort}: 0 to 65,535. */
    public int readUShort(String member) {
        return Short.toUnsignedInt((short) SHORT.get(buffer, advance(Short.BYTES, member)));
    }

    /** Reads an {@code int}. */
    public int readInt(String member) {
        return (int) INT.get(buffer, advance(Integer.BYTES, member));
    }

    /** Reads a {@code uint}: 0 to 4,294,967,295. */
    public long readUInt(String member) {
        return Integer.toUnsignedLong((int) INT.get(buffer, advance(Integer.BYTES, member)));
    }

    /** Reads a {@code long}, or the 64 bits of a {@code ulong}. */
    public long readLong(String member) {
        return (long) LONG.get(buffer, advance(Long.BYTES, member));
    }

    /** Reads a {@code float} from its raw bits: the payload of a NaN is kept. */
    public float readFloat(String member) {
        return Float.intBitsToFloat((int) INT.get(buffer, advance(Float.BYTES, member)));
    }

    /** Reads a {@code double} from its raw bits: the payload of a NaN is kept. */
    public double readDouble(String member) {
        return Double.longBitsToDouble((long) LONG.get(buffer, advance(Double.BYTES, member)));
    }

    /**
     * Reads a {@code string}: its length in bytes, then UTF-16LE. A surrogate without its partner reads as U+FFFD, and
     * so does a last odd byte.
     */
    public String readString(String member) {
        int at = position;
        int byteLength = readUShort(member);
        if (byteLength > limit - position) {
            throw new MalformedPacketException(
                    member, at - start, "a string of " + byteLength + " bytes, but " + remaining() + " are left");
        }
        int from = position;
        position = from + byteLength;
        return byteLength == 0 ? "" : Utf16.decode(buffer, from, byteLength, roomFor((byteLength + 1) / 2));
    }

    private char[] roomFor(int length) {
        if (units.length < length) {
            units = new char[length];
        }
        return units;
    }

    /**
     * Reads the count that a {@code list} begins with, and makes sure that so many elements can follow.
     *
     * @param minElementSize the fewest bytes that one element has; 0 for elements without members
     * @return 0 to 65,535
     */
    public int readCount(int minElementSize, String member) {
        int at = position;
        int count = readUShort(member);
        if ((long) count * minElementSize > limit - position) {
            throw new MalformedPacketException(
                    member,
                    at - start,
                    "a list of " + count + " elements of " + minElementSize + " bytes or more, but " + remaining()
                            + " are left");
        }
        return count;
    }

    /** Takes that many bytes of the packet and returns where they begin. */
    private int advance(int bytes, String member) {
        int at = position;
        if (bytes > limit - at) {
            throw new MalformedPacketException(
                    member, at - start, "needs " + bytes + " bytes, but " + (limit - at) + " are left");
        }
        position = at + bytes;
        return at;
    }
}
