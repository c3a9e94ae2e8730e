package dev.packetwright.runtime.packet;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one packet from a byte array, in place and one member after another.
 *
 * <p>Any input either decodes or throws {@link MalformedPacketException}. A length or a count is compared with the
 * bytes left in the packet before anything is allocated. Bytes after the last member are ignored, because a newer peer
 * may send more members.
 *
 * <p>Each {@code read} method takes the path of its member, such as {@code S_Info.skill.level}, for the message of the
 * exception.
 *
 * <p>The methods {@code take} and {@code get} are for generated code, which reads several members with one check: a
 * {@code take} method checks that bytes are present, passes over them and returns the position of the first one, and a
 * {@code get} method returns the value at a position within them.
 *
 * <p>{@link #wrap} points a reader at another packet. Not safe for use by two threads at once.
 */
public final class PacketReader extends PositionalReader {
    private @Nullable String failedName;

    /**
     * Makes a reader at the first member of a whole packet.
     *
     * @param packet the whole packet, header included
     * @throws MalformedPacketException if the header is incomplete or has another size than the array
     */
    public PacketReader(byte[] packet) {
        super(packet);
        wrap(packet, 0, packet.length);
    }

    /**
     * Points this reader at the first member of a whole packet. The bytes must not change while the reader uses them. If
     * the method throws, the reader keeps its packet.
     *
     * @param offset the index of the header
     * @param length the size of the whole packet in bytes, header included
     * @return this reader
     * @throws IndexOutOfBoundsException if the region is not within the array
     * @throws MalformedPacketException if the header is incomplete or has another size than {@code length}
     */
    public PacketReader wrap(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length < Packet.HEADER_SIZE || LittleEndian.getUShort(buffer, offset) != length) {
            throw malformedHeader(buffer, offset, length);
        }
        this.failedName = null;
        this.buffer = buffer;
        this.start = offset;
        this.position = offset + Packet.HEADER_SIZE;
        this.limit = offset + length;
        return this;
    }

    /** Finds the first problem of a header. */
    private static MalformedPacketException malformedHeader(byte[] buffer, int offset, int length) {
        if (length < Short.BYTES) {
            return new MalformedPacketException("header.size", 0, tooFew(Short.BYTES, length));
        }
        int size = LittleEndian.getUShort(buffer, offset);
        return size == length
                ? new MalformedPacketException("header.id", Short.BYTES, tooFew(Short.BYTES, length - Short.BYTES))
                : new MalformedPacketException(
                        "header.size", 0, "says " + size + " bytes, but the packet has " + length);
    }

    /** The packet's id from its header: 0 to 65,535. */
    public int packetId() {
        return getUShort(start + 2);
    }

    /** Notes the name of this packet, whose handling has failed, for the log. For generated code. */
    public void failedAs(String name) {
        failedName = name;
    }

    /** The name of this packet, if its handling by a generated manager has failed. */
    public Optional<String> failedName() {
        return Optional.ofNullable(failedName);
    }

    /** The size of the whole packet in bytes, header included. */
    public int size() {
        return limit - start;
    }

    /** The offset of the next member, in bytes from the start of the header. */
    public int offset() {
        return position - start;
    }

    /** The number of bytes from the next member to the end of the packet. */
    public int remaining() {
        return limit - position;
    }

    /** Reads a {@code bool}: any byte except 0 is true. */
    public boolean readBool(String member) {
        return getBool(take(1, member));
    }

    /** Reads a {@code byte}: 0 to 255. */
    public int readByte(String member) {
        return getByte(take(1, member));
    }

    /** Reads an {@code sbyte}. */
    public byte readSByte(String member) {
        return getSByte(take(1, member));
    }

    /** Reads a {@code short}. */
    public short readShort(String member) {
        return getShort(take(Short.BYTES, member));
    }

    /** Reads a {@code ushort}: 0 to 65,535. */
    public int readUShort(String member) {
        return getUShort(take(Short.BYTES, member));
    }

    /** Reads an {@code int}. */
    public int readInt(String member) {
        return getInt(take(Integer.BYTES, member));
    }

    /** Reads a {@code uint}: 0 to 4,294,967,295. */
    public long readUInt(String member) {
        return getUInt(take(Integer.BYTES, member));
    }

    /** Reads a {@code long}, or the 64 bits of a {@code ulong}. */
    public long readLong(String member) {
        return getLong(take(Long.BYTES, member));
    }

    /** Reads a {@code float} from its raw bits. The payload of a NaN is kept. */
    public float readFloat(String member) {
        return getFloat(take(Float.BYTES, member));
    }

    /** Reads a {@code double} from its raw bits. The payload of a NaN is kept. */
    public double readDouble(String member) {
        return getDouble(take(Double.BYTES, member));
    }

    /**
     * Reads a {@code string}: its length in bytes, then UTF-16LE. An unpaired surrogate reads as U+FFFD, and so does an
     * odd byte at the end.
     */
    public String readString(String member) {
        return getString(takeString(member));
    }

    /** Reads a {@code string}, and checks that it has at most {@code maxLength} UTF-16 units. */
    public String readString(String member, int maxLength) {
        return getString(takeString(member, maxLength));
    }

    /** Reads a {@code string} in UTF-8: its length in bytes, then the bytes. Invalid UTF-8 reads as U+FFFD. */
    public String readUtf8(String member) {
        return getUtf8(takeUtf8(member));
    }

    /** Reads a {@code string} in UTF-8, and checks that it has at most {@code maxLength} UTF-16 units. */
    public String readUtf8(String member, int maxLength) {
        return getUtf8(takeUtf8(member), member, maxLength);
    }

    /** Reads {@code bytes}: their number, then the bytes. */
    public Bytes readBytes(String member) {
        return getBytes(takeBytes(member));
    }

    /** Reads {@code bytes}, and checks that there are at most {@code maxLength}. */
    public Bytes readBytes(String member, int maxLength) {
        return getBytes(takeBytes(member, maxLength));
    }

    /**
     * Reads the count at the beginning of a {@code list}, and checks that the rest of the packet can hold the elements.
     *
     * @param minElementSize the smallest size of an element in bytes; 0 for elements without members
     * @return 0 to 65,535
     */
    public int readCount(int minElementSize, String member) {
        return takeCount(minElementSize, member);
    }

    /** Reads the count of a {@code list}, and checks that the list has at most {@code maxLength} elements. */
    public int readCount(int minElementSize, String member, int maxLength) {
        int at = position;
        int count = takeCount(minElementSize, member);
        checkLength(at, count, LengthUnit.ELEMENT, maxLength, member);
        return count;
    }

    /** Reads a list of {@code bool}: the count, then the elements. */
    public ScalarList<boolean[]> readBoolList(String member) {
        return ScalarLists.bools(buffer, takeList(1, member));
    }

    /** Reads a list of {@code bool}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<boolean[]> readBoolList(String member, int maxLength) {
        return ScalarLists.bools(buffer, takeList(1, member, maxLength));
    }

    /** Reads a list of {@code byte}: the count, then the elements. */
    public ScalarList<int[]> readByteList(String member) {
        return ScalarLists.bytes(buffer, takeList(1, member));
    }

    /** Reads a list of {@code byte}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<int[]> readByteList(String member, int maxLength) {
        return ScalarLists.bytes(buffer, takeList(1, member, maxLength));
    }

    /** Reads a list of {@code sbyte}: the count, then the elements. */
    public ScalarList<int[]> readSByteList(String member) {
        return ScalarLists.sbytes(buffer, takeList(1, member));
    }

    /** Reads a list of {@code sbyte}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<int[]> readSByteList(String member, int maxLength) {
        return ScalarLists.sbytes(buffer, takeList(1, member, maxLength));
    }

    /** Reads a list of {@code short}: the count, then the elements. */
    public ScalarList<int[]> readShortList(String member) {
        return ScalarLists.shorts(buffer, takeList(2, member));
    }

    /** Reads a list of {@code short}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<int[]> readShortList(String member, int maxLength) {
        return ScalarLists.shorts(buffer, takeList(2, member, maxLength));
    }

    /** Reads a list of {@code ushort}: the count, then the elements. */
    public ScalarList<int[]> readUShortList(String member) {
        return ScalarLists.ushorts(buffer, takeList(2, member));
    }

    /** Reads a list of {@code ushort}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<int[]> readUShortList(String member, int maxLength) {
        return ScalarLists.ushorts(buffer, takeList(2, member, maxLength));
    }

    /** Reads a list of {@code int}: the count, then the elements. */
    public ScalarList<int[]> readIntList(String member) {
        return ScalarLists.ints(buffer, takeList(4, member));
    }

    /** Reads a list of {@code int}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<int[]> readIntList(String member, int maxLength) {
        return ScalarLists.ints(buffer, takeList(4, member, maxLength));
    }

    /** Reads a list of {@code uint}: the count, then the elements. */
    public ScalarList<long[]> readUIntList(String member) {
        return ScalarLists.uints(buffer, takeList(4, member));
    }

    /** Reads a list of {@code uint}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<long[]> readUIntList(String member, int maxLength) {
        return ScalarLists.uints(buffer, takeList(4, member, maxLength));
    }

    /** Reads a list of {@code long} or {@code ulong}: the count, then the elements. */
    public ScalarList<long[]> readLongList(String member) {
        return ScalarLists.longs(buffer, takeList(8, member));
    }

    /** Reads a list of {@code long} or {@code ulong}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<long[]> readLongList(String member, int maxLength) {
        return ScalarLists.longs(buffer, takeList(8, member, maxLength));
    }

    /** Reads a list of {@code float}: the count, then the elements. */
    public ScalarList<float[]> readFloatList(String member) {
        return ScalarLists.floats(buffer, takeList(4, member));
    }

    /** Reads a list of {@code float}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<float[]> readFloatList(String member, int maxLength) {
        return ScalarLists.floats(buffer, takeList(4, member, maxLength));
    }

    /** Reads a list of {@code double}: the count, then the elements. */
    public ScalarList<double[]> readDoubleList(String member) {
        return ScalarLists.doubles(buffer, takeList(8, member));
    }

    /** Reads a list of {@code double}, and checks that it has at most {@code maxLength} elements. */
    public ScalarList<double[]> readDoubleList(String member, int maxLength) {
        return ScalarLists.doubles(buffer, takeList(8, member, maxLength));
    }
}
