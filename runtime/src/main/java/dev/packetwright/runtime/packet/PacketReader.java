package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
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

    private static final int LENGTH_SIZE = 2;
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private byte[] buffer;
    private int start;
    private int position;
    private int limit;
    private int memberOffset;
    private int maxLength = UNBOUNDED;
    private final Utf16 utf16 = new Utf16();

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
        this.position = offset + Packet.HEADER_SIZE;
        this.limit = offset + length;
        this.maxLength = UNBOUNDED;
        if (length < Packet.HEADER_SIZE || getUShort(offset) != length) {
            throw malformedHeader();
        }
        return this;
    }

    /** The first thing that is wrong with the header. */
    private MalformedPacketException malformedHeader() {
        position = start;
        int size = readUShort("header.size");
        if (size != size()) {
            return new MalformedPacketException(
                    "header.size", 0, "says " + size + " bytes, but the packet has " + size());
        }
        return cutOff("header.id", position, Short.BYTES);
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

    /** Where the next member begins, as the {@code get} methods take it. */
    public int position() {
        return position;
    }

    /**
     * Goes to where something begins that was passed over.
     *
     * @param at what {@link #position} was then
     * @throws IndexOutOfBoundsException if that is not within the packet
     */
    public void seek(int at) {
        position = start + Objects.checkIndex(at - start, limit - start + 1);
    }

    /** How many bytes there are from here to the end of the packet. */
    public int remaining() {
        return limit - position;
    }

    /** Reads a {@code bool}: any byte but 0 is true. */
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

    /** Reads a {@code float} from its raw bits: the payload of a NaN is kept. */
    public float readFloat(String member) {
        return getFloat(take(Float.BYTES, member));
    }

    /** Reads a {@code double} from its raw bits: the payload of a NaN is kept. */
    public double readDouble(String member) {
        return getDouble(take(Double.BYTES, member));
    }

    /**
     * Reads a {@code string}: its length in bytes, then UTF-16LE. A surrogate without its partner reads as U+FFFD, and
     * so does a last odd byte.
     */
    public String readString(String member) {
        return getString(takeString(member));
    }

    /**
     * Passes over a {@code string}.
     *
     * @return where its length prefix begins, for {@link #getString}
     */
    public int takeString(String member) {
        int length = readLength(member, "a string");
        checkLength((length + 1) / 2, member);
        return pass(length);
    }

    /** The {@code string} that {@link #takeString} passed over. */
    public String getString(int at) {
        int length = getUShort(at);
        return length == 0 ? "" : utf16.decode(buffer, at + LENGTH_SIZE, length);
    }

    /** Passes over what has a length prefix, and returns where that begins. */
    private int pass(int length) {
        int prefix = position - LENGTH_SIZE;
        position += length;
        return prefix;
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

    /**
     * Reads the count that a {@code list} begins with, and makes sure that so many elements can follow.
     *
     * @param minElementSize the fewest bytes that one element has; 0 for elements without members
     * @return 0 to 65,535
     */
    public int readCount(int minElementSize, String member) {
        int count = readUShort(member);
        if ((long) count * minElementSize > limit - position) {
            throw tooMany(count, minElementSize, member);
        }
        checkLength(count, member);
        return count;
    }

    private MalformedPacketException tooMany(int count, int minElementSize, String member) {
        return new MalformedPacketException(
                member,
                memberOffset,
                "a list of " + count + " elements of " + minElementSize + " bytes or more, but " + remaining()
                        + " are left");
    }

    /**
     * A list for the elements of a {@code list} that follows: it takes so many, and does not change from then on, so that
     * a packet can take it as it is.
     *
     * @param count how many elements it will have
     */
    public <E> List<E> newList(int count) {
        return new PacketList<>(count, count);
    }

    /**
     * A list of elements that are there already. It takes the array as it is: the caller puts an element, and not null, in
     * each place before, and forgets the array.
     */
    public <E> List<E> newList(E[] elements) {
        return new PacketList<>(elements);
    }

    /**
     * A list as {@link #newList(int)} makes it, which grows on the way: for elements that may turn out to be far fewer.
     *
     * @param count how many elements it will have
     * @param room for how many of them to make room at once
     */
    public <E> List<E> newList(int count, int room) {
        return new PacketList<>(count, Math.min(count, room));
    }

    /** Reads a {@code string} that is UTF-8: its length in bytes, then the bytes. What is not UTF-8 reads as U+FFFD. */
    public String readUtf8(String member) {
        return getUtf8(takeUtf8(member), member);
    }

    /**
     * Passes over a {@code string} that is UTF-8. A bound on its length is kept for {@link #getUtf8}.
     *
     * @return where its length prefix begins
     */
    public int takeUtf8(String member) {
        return pass(readLength(member, "a string"));
    }

    /** The {@code string} that {@link #takeUtf8} passed over. */
    public String getUtf8(int at, String member) {
        memberOffset = at - start;
        String text = new String(buffer, at + LENGTH_SIZE, getUShort(at), StandardCharsets.UTF_8);
        checkLength(text.length(), member);
        return text;
    }

    /** Reads {@code bytes}: their number, then themselves. */
    public Bytes readBytes(String member) {
        return getBytes(takeBytes(member));
    }

    /**
     * Passes over {@code bytes}.
     *
     * @return where their length prefix begins, for {@link #getBytes}
     */
    public int takeBytes(String member) {
        int length = readLength(member, "bytes");
        checkLength(length, member);
        return pass(length);
    }

    /** The {@code bytes} that {@link #takeBytes} passed over: a copy. */
    public Bytes getBytes(int at) {
        return Bytes.of(buffer, at + LENGTH_SIZE, getUShort(at));
    }

    /**
     * Passes over a list of elements of one size.
     *
     * @param elementSize the bytes of each element
     * @return where its count begins, for {@link #getCount} and {@link #element}
     */
    public int takeList(int elementSize, String member) {
        int at = position;
        int count = readCount(elementSize, member);
        position = at + LENGTH_SIZE + count * elementSize;
        return at;
    }

    /**
     * Where something ends that begins with a length or a count, and that was passed over.
     *
     * @param at where its length prefix or its count begins
     * @param elementSize the bytes of each element; 1 for strings and bytes
     */
    public int end(int at, int elementSize) {
        return at + LENGTH_SIZE + getUShort(at) * elementSize;
    }

    /**
     * How many elements a list has that {@link #takeList} passed over.
     *
     * @param list where its count begins; below 0, it is an empty list
     */
    public int getCount(int list) {
        return list < 0 ? 0 : getUShort(list);
    }

    /**
     * Where an element is of a list that {@link #takeList} passed over.
     *
     * @param list where its count begins; below 0, it is an empty list
     * @throws IndexOutOfBoundsException if the list has no element of that index, from 0
     */
    public int element(int list, int index, int elementSize) {
        return list + LENGTH_SIZE + Objects.checkIndex(index, getCount(list)) * elementSize;
    }

    /** Reads a list of {@code bool}: the count, then the elements. */
    public ScalarList<boolean[]> readBoolList(String member) {
        int list = takeList(1, member);
        boolean[] elements = new boolean[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getBool(list + LENGTH_SIZE + i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code byte}: the count, then the elements. */
    public ScalarList<int[]> readByteList(String member) {
        int list = takeList(1, member);
        int[] elements = new int[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getByte(list + LENGTH_SIZE + i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code sbyte}: the count, then the elements. */
    public ScalarList<int[]> readSByteList(String member) {
        int list = takeList(1, member);
        int[] elements = new int[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getSByte(list + LENGTH_SIZE + i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code short}: the count, then the elements. */
    public ScalarList<int[]> readShortList(String member) {
        int list = takeList(2, member);
        int[] elements = new int[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getShort(list + LENGTH_SIZE + 2 * i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code ushort}: the count, then the elements. */
    public ScalarList<int[]> readUShortList(String member) {
        int list = takeList(2, member);
        int[] elements = new int[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getUShort(list + LENGTH_SIZE + 2 * i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code int}: the count, then the elements. */
    public ScalarList<int[]> readIntList(String member) {
        int list = takeList(4, member);
        int[] elements = new int[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getInt(list + LENGTH_SIZE + 4 * i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code uint}: the count, then the elements. */
    public ScalarList<long[]> readUIntList(String member) {
        int list = takeList(4, member);
        long[] elements = new long[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getUInt(list + LENGTH_SIZE + 4 * i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code long} or {@code ulong}: the count, then the elements. */
    public ScalarList<long[]> readLongList(String member) {
        int list = takeList(8, member);
        long[] elements = new long[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getLong(list + LENGTH_SIZE + 8 * i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code float}: the count, then the elements. */
    public ScalarList<float[]> readFloatList(String member) {
        int list = takeList(4, member);
        float[] elements = new float[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getFloat(list + LENGTH_SIZE + 4 * i);
        }
        return ScalarList.sharing(elements);
    }

    /** Reads a list of {@code double}: the count, then the elements. */
    public ScalarList<double[]> readDoubleList(String member) {
        int list = takeList(8, member);
        double[] elements = new double[getUShort(list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = getDouble(list + LENGTH_SIZE + 8 * i);
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
        if (max == UNBOUNDED) {
            return;
        }
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

    /** What to throw if somebody asks for an optional member that is not there. */
    public NoSuchElementException absent(String member) {
        return new NoSuchElementException(member + " is absent");
    }

    /**
     * Tells a check which member a {@code get} method has just read.
     *
     * @param at where it begins
     * @return this reader
     */
    public PacketReader at(int at) {
        memberOffset = at - start;
        return this;
    }

    /**
     * Passes over that many bytes, for the {@code get} methods to read.
     *
     * @param bytes how many, from 0
     * @return where they begin
     */
    public int take(int bytes, String member) {
        int at = position;
        if (bytes > limit - at) {
            throw cutOff(member, at, bytes);
        }
        position = at + bytes;
        memberOffset = at - start;
        return at;
    }

    /**
     * Passes over members of fixed size that follow one another, for the {@code get} methods to read: one check for all of
     * them.
     *
     * @param bytes how many bytes they have
     * @param owner what they are members of
     * @param members each member and its size, {@code x:4 y:4 flag:1}
     * @return where they begin
     */
    public int take(int bytes, String owner, String members) {
        int at = position;
        if (bytes > limit - at) {
            throw cutOff(owner, members);
        }
        position = at + bytes;
        return at;
    }

    /** Finds the member that is not whole. */
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
        return new MalformedPacketException(
                member, at - start, "needs " + bytes + " bytes, but " + (limit - at) + " are left");
    }

    /**
     * A {@code bool}: any byte but 0 is true.
     *
     * @param at where it begins, within what {@code take} passed over; so for all {@code get} methods
     */
    public boolean getBool(int at) {
        return buffer[at] != 0;
    }

    /** A {@code byte}: 0 to 255. */
    public int getByte(int at) {
        return Byte.toUnsignedInt(buffer[at]);
    }

    /** An {@code sbyte}. */
    public byte getSByte(int at) {
        return buffer[at];
    }

    /** A {@code short}. */
    public short getShort(int at) {
        return (short) SHORT.get(buffer, at);
    }

    /** A {@code ushort}: 0 to 65,535. */
    public int getUShort(int at) {
        return Short.toUnsignedInt((short) SHORT.get(buffer, at));
    }

    /** An {@code int}. */
    public int getInt(int at) {
        return (int) INT.get(buffer, at);
    }

    /** A {@code uint}: 0 to 4,294,967,295. */
    public long getUInt(int at) {
        return Integer.toUnsignedLong((int) INT.get(buffer, at));
    }

    /** A {@code long}, or the 64 bits of a {@code ulong}. */
    public long getLong(int at) {
        return (long) LONG.get(buffer, at);
    }

    /** A {@code float} of these raw bits. */
    public float getFloat(int at) {
        return Float.intBitsToFloat((int) INT.get(buffer, at));
    }

    /** A {@code double} of these raw bits. */
    public double getDouble(int at) {
        return Double.longBitsToDouble((long) LONG.get(buffer, at));
    }
}
