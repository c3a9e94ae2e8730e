package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final char[] NO_UNITS = {};

    private byte[] buffer;
    private int start;
    private int position;
    private int limit;
    private int memberOffset;
    private int maxLength = UNBOUNDED;
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
        this.maxLength = UNBOUNDED;
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
        int byteLength = readLength(member, "a string");
        checkLength((byteLength + 1) / 2, member);
        int from = position;
        position = from + byteLength;
        return byteLength == 0 ? "" : Utf16.decode(buffer, from, byteLength, roomFor((byteLength + 1) / 2));
    }

    /** Reads a length in bytes, and makes sure that so many follow. */
    private int readLength(String member, String what) {
        int length = readUShort(member);
        if (length > limit - position) {
            throw new MalformedPacketException(
                    member, memberOffset, what + " of " + length + " bytes, but " + remaining() + " are left");
        }
        return length;
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
        int count = readUShort(member);
        if ((long) count * minElementSize > limit - position) {
            throw new MalformedPacketException(
                    member,
                    memberOffset,
                    "a list of " + count + " elements of " + minElementSize + " bytes or more, but " + remaining()
                            + " are left");
        }
        checkLength(count, member);
        return count;
    }

    /** Reads a {@code string} that is UTF-8: its length in bytes, then the bytes. What is not UTF-8 reads as U+FFFD. */
    public String readUtf8(String member) {
        int length = readLength(member, "a string");
        int from = position;
        position = from + length;
        String text = new String(buffer, from, length, StandardCharsets.UTF_8);
        checkLength(text.length(), member);
        return text;
    }

    /** Reads {@code bytes}: their number, then themselves. */
    public Bytes readBytes(String member) {
        int length = readLength(member, "bytes");
        checkLength(length, member);
        int from = position;
        position = from + length;
        return Bytes.of(buffer, from, length);
    }

    /** Reads a list of {@code bool}: the count, then the elements. */
    public ScalarList<boolean[]> readBoolList(String member) {
        boolean[] elements = new boolean[readCount(1, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readBool(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code byte}: the count, then the elements. */
    public ScalarList<int[]> readByteList(String member) {
        int[] elements = new int[readCount(1, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readByte(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code sbyte}: the count, then the elements. */
    public ScalarList<int[]> readSByteList(String member) {
        int[] elements = new int[readCount(1, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readSByte(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code short}: the count, then the elements. */
    public ScalarList<int[]> readShortList(String member) {
        int[] elements = new int[readCount(2, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readShort(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code ushort}: the count, then the elements. */
    public ScalarList<int[]> readUShortList(String member) {
        int[] elements = new int[readCount(2, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readUShort(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code int}: the count, then the elements. */
    public ScalarList<int[]> readIntList(String member) {
        int[] elements = new int[readCount(4, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readInt(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code uint}: the count, then the elements. */
    public ScalarList<long[]> readUIntList(String member) {
        long[] elements = new long[readCount(4, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readUInt(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code long} or {@code ulong}: the count, then the elements. */
    public ScalarList<long[]> readLongList(String member) {
        long[] elements = new long[readCount(8, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readLong(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code float}: the count, then the elements. */
    public ScalarList<float[]> readFloatList(String member) {
        float[] elements = new float[readCount(4, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readFloat(member);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code double}: the count, then the elements. */
    public ScalarList<double[]> readDoubleList(String member) {
        double[] elements = new double[readCount(8, member)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readDouble(member);
        }
        return ScalarList.sharing(elements);
    }

    /**
     * Bounds the next string, bytes or list: if it is longer, reading it throws.
     *
     * @param length the most UTF-16 units of a string, bytes, or elements of a list
     * @return this reader
     */
    public PacketReader atMost(int length) {
        maxLength = length;
        return this;
    }

    /** Uses up the bound on the next length. */
    private void checkLength(int length, String member) {
        int max = maxLength;
        maxLength = UNBOUNDED;
        if (length > max) {
            throw new MalformedPacketException(member, memberOffset, "has length " + length + "; the most is " + max);
        }
    }

    /** Passes the number, the member just read, on if the PDL allows it. */
    public int checkRange(int value, int min, int max, String member) {
        if (value < min || value > max) {
            throw outOfRange(value, min, max, member);
        }
        return value;
    }

    /** Passes the number, the member just read, on if the PDL allows it. */
    public long checkRange(long value, long min, long max, String member) {
        if (value < min || value > max) {
            throw outOfRange(value, min, max, member);
        }
        return value;
    }

    /** Passes the {@code ulong}, the member just read, on if the PDL allows it. */
    public long checkUnsignedRange(long value, long min, long max, String member) {
        if (Long.compareUnsigned(value, min) < 0 || Long.compareUnsigned(value, max) > 0) {
            throw outOfRange(
                    Long.toUnsignedString(value), Long.toUnsignedString(min), Long.toUnsignedString(max), member);
        }
        return value;
    }

    /** Passes the number, the member just read, on if the PDL allows it; NaN is never allowed then. */
    public float checkRange(float value, float min, float max, String member) {
        if (!(value >= min && value <= max)) {
            throw outOfRange(value, min, max, member);
        }
        return value;
    }

    /** Passes the number, the member just read, on if the PDL allows it; NaN is never allowed then. */
    public double checkRange(double value, double min, double max, String member) {
        if (!(value >= min && value <= max)) {
            throw outOfRange(value, min, max, member);
        }
        return value;
    }

    private MalformedPacketException outOfRange(Object value, Object min, Object max, String member) {
        return new MalformedPacketException(member, memberOffset, "is " + value + ", not " + min + " to " + max);
    }

    /** What to throw if the value of the member just read is none that the PDL names. */
    public MalformedPacketException unknownValue(long value, String member) {
        return new MalformedPacketException(member, memberOffset, "has the unknown value " + value);
    }

    /** What to throw if the {@code ulong}, the member just read, is none that the PDL names. */
    public MalformedPacketException unknownUnsignedValue(long value, String member) {
        return new MalformedPacketException(
                member, memberOffset, "has the unknown value " + Long.toUnsignedString(value));
    }

    /** Takes that many bytes of the packet and returns where they begin. */
    private int advance(int bytes, String member) {
        int at = position;
        if (bytes > limit - at) {
            throw new MalformedPacketException(
                    member, at - start, "needs " + bytes + " bytes, but " + (limit - at) + " are left");
        }
        position = at + bytes;
        memberOffset = at - start;
        return at;
    }
}
