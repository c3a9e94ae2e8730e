package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferOverflowException;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets into a byte array, little-endian, as the wire has them.
 *
 * <p>A writer can be pointed at one array after another with {@link #wrap}. Writing past the end of its region throws
 * {@link BufferOverflowException}; bytes outside of the region are never touched. Not safe for use by two threads at
 * once.
 */
public final class PacketWriter {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static final int LENGTH_SIZE = 2;
    private static final int MAX_LENGTH = 65_535;

    private byte[] buffer;
    private int position;
    private int limit;
    private @Nullable Utf16 utf16;

    /** Makes a writer that fills the whole array, from its start. */
    public PacketWriter(byte[] buffer) {
        this.buffer = buffer;
        this.limit = buffer.length;
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Points this writer at a region of an array.
     *
     * @param offset where the region begins
     * @param length how many bytes it has
     * @return this writer
     * @throws IndexOutOfBoundsException if the region is not within the array
     */
    public PacketWriter wrap(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        this.buffer = buffer;
        this.position = offset;
        this.limit = offset + length;
        return this;
    }

    /** The index in the array at which the next byte goes. */
    public int position() {
        return position;
    }

    /**
     * Writes a whole packet, header and body: at once, without asking for its size first. If it throws, the writer is
     * where it was before the call.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire
     * @throws BufferOverflowException if the packet does not fit the rest of the region
     */
    public void writePacket(Packet packet) {
        int start = position;
        try {
            int header = reserve(Packet.HEADER_SIZE);
            packet.write(this);
            putHeader(header, PacketSize.requireAtMost(Packet.MAX_SIZE, position - start, packet), packet);
        } catch (BufferOverflowException | PacketTooLargeException tooLarge) {
            position = start;
            packet.encodedSize(); // throws, and names the member, if it is the wire that the packet does not fit
            throw tooLarge;
        } catch (Throwable failure) {
            position = start;
            throw failure;
        }
    }

    private void putHeader(int at, int size, Packet packet) {
        putShort(at, size);
        putShort(at + 2, packet.packetId());
    }

    /**
     * Writes a whole packet whose size the caller has asked for already.
     *
     * @param size what {@link Packet#encodedSize()} of this packet returned
     * @throws BufferOverflowException if the packet does not fit the rest of the region
     * @throws IllegalStateException if the packet wrote another number of bytes than it had said: the fault of a
     *     {@link Packet} written by hand
     */
    public void writePacket(Packet packet, int size) {
        int start = position;
        int outerLimit = limit;
        try {
            limit = start + Objects.checkIndex(size, Packet.MAX_SIZE + 1);
            if (limit > outerLimit) {
                throw new BufferOverflowException();
            }
            putHeader(reserve(Packet.HEADER_SIZE), size, packet);
            packet.write(this);
            if (position != limit) {
                throw wrongSize(packet, size, position - start);
            }
        } catch (Throwable failure) {
            position = start;
            throw failure;
        } finally {
            limit = outerLimit;
        }
    }

    private static IllegalStateException wrongSize(Packet packet, int said, int written) {
        return new IllegalStateException(packet.getClass().getName() + ": encodedSize() returned " + said
                + ", but header and write() made " + written + " bytes");
    }

    /** Writes a {@code bool}: 1 or 0. */
    public void writeBool(boolean value) {
        buffer[reserve(1)] = (byte) (value ? 1 : 0);
    }

    /** Writes a {@code byte}, 0 to 255: the low 8 bits of the value. */
    public void writeByte(int value) {
        buffer[reserve(1)] = (byte) value;
    }

    /** Writes an {@code sbyte}. */
    public void writeSByte(byte value) {
        buffer[reserve(1)] = value;
    }

    /** Writes a {@code short}. */
    public void writeShort(short value) {
        SHORT.set(buffer, reserve(Short.BYTES), value);
    }

    /** Writes a {@code ushort}, 0 to 65,535: the low 16 bits of the value. */
    public void writeUShort(int value) {
        SHORT.set(buffer, reserve(Short.BYTES), (short) value);
    }

    /** Writes an {@code int}. */
    public void writeInt(int value) {
        INT.set(buffer, reserve(Integer.BYTES), value);
    }

    /** Writes a {@code uint}, 0 to 4,294,967,295: the low 32 bits of the value. */
    public void writeUInt(long value) {
        INT.set(buffer, reserve(Integer.BYTES), (int) value);
    }

    /** Writes a {@code long}, or the 64 bits of a {@code ulong}. */
    public void writeLong(long value) {
        LONG.set(buffer, reserve(Long.BYTES), value);
    }

    /** Writes a {@code float} as its raw bits: the payload of a NaN is kept. */
    public void writeFloat(float value) {
        INT.set(buffer, reserve(Float.BYTES), Float.floatToRawIntBits(value));
    }

    /** Writes a {@code double} as its raw bits: the payload of a NaN is kept. */
    public void writeDouble(double value) {
        LONG.set(buffer, reserve(Double.BYTES), Double.doubleToRawLongBits(value));
    }

    /**
     * Writes a {@code string}: its length in bytes, then UTF-16LE. A surrogate without its partner is written as
     * U+FFFD.
     *
     * @throws PacketTooLargeException if the text has more than 32,767 UTF-16 units
     */
    public void writeString(String text) {
        int length = text.length();
        if (length > MAX_LENGTH / 2) {
            throw new PacketTooLargeException("string", 2L * length, "has too many bytes");
        }
        putString(reserve(LENGTH_SIZE + Character.BYTES * length), text);
    }

    private Utf16 utf16() {
        Utf16 made = utf16;
        if (made == null) {
            made = new Utf16();
            utf16 = made;
        }
        return made;
    }

    /**
     * Writes the count that a {@code list} begins with.
     *
     * @param count how many elements follow, 0 to 65,535
     * @throws PacketTooLargeException if there are more
     */
    public void writeCount(int count) {
        requireCount(count);
        writeUShort(count);
    }

    private static void requireCount(int count) {
        if (count > MAX_LENGTH) {
            throw new PacketTooLargeException("list", count, "has too many elements");
        }
    }

    /**
     * Writes a {@code string} as UTF-8: its length in bytes, then the bytes. A surrogate without its partner is written as
     * U+FFFD.
     *
     * @throws PacketTooLargeException if the text has more than 65,535 bytes
     */
    public void writeUtf8(String text) {
        int length = Utf8.length(text);
        if (length > MAX_LENGTH) {
            throw new PacketTooLargeException("string", length, "has too many bytes");
        }
        int at = reserve(2 + length);
        SHORT.set(buffer, at, (short) length);
        Utf8.encode(text, buffer, at + 2);
    }

    /**
     * Writes {@code bytes}: their number, then themselves.
     *
     * @throws PacketTooLargeException if there are more than 65,535
     */
    public void writeBytes(Bytes bytes) {
        int length = bytes.size();
        if (length > MAX_LENGTH) {
            throw new PacketTooLargeException("bytes", length, "has too many bytes");
        }
        putBytes(reserve(LENGTH_SIZE + length), bytes);
    }

    /** Passes over the count of a list and its elements. */
    private int reserveList(int count, int elementSize) {
        requireCount(count);
        return reserve(LENGTH_SIZE + count * elementSize);
    }

    /** Writes a list of {@code bool}: the count, then the elements. */
    public void writeBoolList(ScalarList<boolean[]> list) {
        putBoolList(reserveList(list.size(), 1), list);
    }

    /** Writes a list of {@code byte}: the count, then the elements. */
    public void writeByteList(ScalarList<int[]> list) {
        putByteList(reserveList(list.size(), 1), list);
    }

    /** Writes a list of {@code sbyte}: the count, then the elements. */
    public void writeSByteList(ScalarList<int[]> list) {
        putSByteList(reserveList(list.size(), 1), list);
    }

    /** Writes a list of {@code short}: the count, then the elements. */
    public void writeShortList(ScalarList<int[]> list) {
        putShortList(reserveList(list.size(), 2), list);
    }

    /** Writes a list of {@code ushort}: the count, then the elements. */
    public void writeUShortList(ScalarList<int[]> list) {
        putUShortList(reserveList(list.size(), 2), list);
    }

    /** Writes a list of {@code int}: the count, then the elements. */
    public void writeIntList(ScalarList<int[]> list) {
        putIntList(reserveList(list.size(), 4), list);
    }

    /** Writes a list of {@code uint}: the count, then the elements. */
    public void writeUIntList(ScalarList<long[]> list) {
        putUIntList(reserveList(list.size(), 4), list);
    }

    /** Writes a list of {@code long} or {@code ulong}: the count, then the elements. */
    public void writeLongList(ScalarList<long[]> list) {
        putLongList(reserveList(list.size(), 8), list);
    }

    /** Writes a list of {@code float}: the count, then the elements. */
    public void writeFloatList(ScalarList<float[]> list) {
        putFloatList(reserveList(list.size(), 4), list);
    }

    /** Writes a list of {@code double}: the count, then the elements. */
    public void writeDoubleList(ScalarList<double[]> list) {
        putDoubleList(reserveList(list.size(), 8), list);
    }

    /**
     * Passes over that many bytes, for the {@code put} methods to fill: one check for members of fixed size that follow
     * one another.
     *
     * @param bytes how many, from 0
     * @return where they begin
     * @throws BufferOverflowException if the region has fewer
     */
    public int reserve(int bytes) {
        int at = position;
        if (bytes > limit - at) {
            throw new BufferOverflowException();
        }
        position = at + bytes;
        return at;
    }

    /**
     * Puts a {@code bool} where there is room for it.
     *
     * @param at where it begins, within what {@link #reserve} passed over; so for all {@code put} methods
     */
    public void putBool(int at, boolean value) {
        buffer[at] = (byte) (value ? 1 : 0);
    }

    /** Puts a {@code byte}, 0 to 255, or an {@code sbyte}: the low 8 bits of the value. */
    public void putByte(int at, int value) {
        buffer[at] = (byte) value;
    }

    /** Puts a {@code short} or {@code ushort}: the low 16 bits of the value. */
    public void putShort(int at, int value) {
        SHORT.set(buffer, at, (short) value);
    }

    /** Puts an {@code int}. */
    public void putInt(int at, int value) {
        INT.set(buffer, at, value);
    }

    /** Puts a {@code uint}: the low 32 bits of the value. */
    public void putUInt(int at, long value) {
        INT.set(buffer, at, (int) value);
    }

    /** Puts a {@code long}, or the 64 bits of a {@code ulong}. */
    public void putLong(int at, long value) {
        LONG.set(buffer, at, value);
    }

    /** Puts a {@code float} as its raw bits. */
    public void putFloat(int at, float value) {
        INT.set(buffer, at, Float.floatToRawIntBits(value));
    }

    /** Puts a {@code double} as its raw bits. */
    public void putDouble(int at, double value) {
        LONG.set(buffer, at, Double.doubleToRawLongBits(value));
    }

    /**
     * Puts a list of {@code bool}, count and elements, where there is room for it.
     *
     * @return where it ends; so for all that have no fixed size
     */
    public int putBoolList(int at, ScalarList<boolean[]> list) {
        boolean[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putBool(to + i, elements[i]);
        }
        return to + elements.length;
    }

    /** Puts a list of {@code byte}: the count, then the elements. */
    public int putByteList(int at, ScalarList<int[]> list) {
        int[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putByte(to + i, elements[i]);
        }
        return to + elements.length;
    }

    /** Puts a list of {@code sbyte}: the count, then the elements. */
    public int putSByteList(int at, ScalarList<int[]> list) {
        int[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putByte(to + i, elements[i]);
        }
        return to + elements.length;
    }

    /** Puts a list of {@code short}: the count, then the elements. */
    public int putShortList(int at, ScalarList<int[]> list) {
        int[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putShort(to + 2 * i, elements[i]);
        }
        return to + 2 * elements.length;
    }

    /** Puts a list of {@code ushort}: the count, then the elements. */
    public int putUShortList(int at, ScalarList<int[]> list) {
        int[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putShort(to + 2 * i, elements[i]);
        }
        return to + 2 * elements.length;
    }

    /** Puts a list of {@code int}: the count, then the elements. */
    public int putIntList(int at, ScalarList<int[]> list) {
        int[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putInt(to + 4 * i, elements[i]);
        }
        return to + 4 * elements.length;
    }

    /** Puts a list of {@code uint}: the count, then the elements. */
    public int putUIntList(int at, ScalarList<long[]> list) {
        long[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putUInt(to + 4 * i, elements[i]);
        }
        return to + 4 * elements.length;
    }

    /** Puts a list of {@code long} or {@code ulong}: the count, then the elements. */
    public int putLongList(int at, ScalarList<long[]> list) {
        long[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putLong(to + 8 * i, elements[i]);
        }
        return to + 8 * elements.length;
    }

    /** Puts a list of {@code float}: the count, then the elements. */
    public int putFloatList(int at, ScalarList<float[]> list) {
        float[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putFloat(to + 4 * i, elements[i]);
        }
        return to + 4 * elements.length;
    }

    /** Puts a list of {@code double}: the count, then the elements. */
    public int putDoubleList(int at, ScalarList<double[]> list) {
        double[] elements = list.shared();
        int to = putCount(at, elements.length);
        for (int i = 0; i < elements.length; i++) {
            putDouble(to + 8 * i, elements[i]);
        }
        return to + 8 * elements.length;
    }

    private int putCount(int at, int count) {
        putShort(at, count);
        return at + LENGTH_SIZE;
    }

    /** Puts a {@code string}: its length in bytes, then UTF-16LE. */
    public int putString(int at, String text) {
        int length = Character.BYTES * text.length();
        putShort(at, length);
        if (!Utf16.encodeFew(text, buffer, at + LENGTH_SIZE)) {
            utf16().encode(text, buffer, at + LENGTH_SIZE);
        }
        return at + LENGTH_SIZE + length;
    }

    /** Puts {@code bytes}: their number, then themselves. */
    public int putBytes(int at, Bytes bytes) {
        int length = bytes.size();
        putShort(at, length);
        System.arraycopy(bytes.shared(), 0, buffer, at + LENGTH_SIZE, length);
        return at + LENGTH_SIZE + length;
    }
}
