package dev.packetwright.runtime.packet;

import java.nio.BufferOverflowException;
import java.util.Objects;

/**
 * Writes packets into a region of a byte array, one member after another.
 *
 * <p>Writing past the end of the region throws {@link BufferOverflowException}. Bytes outside the region never change.
 *
 * <p>The methods {@code reserve} and {@code put} are for generated code, which writes several members with one check:
 * {@code reserve} checks that there is room and passes over it, and a {@code put} method writes a value at a position
 * within it.
 *
 * <p>{@link #wrap} points a writer at another region. Not safe for use by two threads at once.
 */
public final class PacketWriter extends PositionalWriter {
    private static final int MAX_UNITS = Checks.MAX_LENGTH / Character.BYTES;

    /** Makes a writer that fills the whole array from its start. */
    public PacketWriter(byte[] buffer) {
        super(buffer);
    }

    /**
     * Points this writer at a region of an array.
     *
     * @param offset the index of the first byte of the region
     * @param length the size of the region in bytes
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

    /** The index of the next byte in the array. */
    public int position() {
        return position;
    }

    /**
     * Writes a whole packet, header and body, in one pass, without asking for its size first. If the method throws, the
     * position of the writer does not change.
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
            packet.encodedSize(); // if the wire cannot carry the packet, this throws and names the member
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
     * Writes a whole packet of known size. If the method throws, the position of the writer does not change.
     *
     * @param size the result of the packet's {@link Packet#encodedSize()}
     * @throws BufferOverflowException if the packet does not fit the rest of the region
     * @throws IllegalStateException if the packet wrote another number of bytes, which is a bug in a {@link Packet}
     *     written by hand
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
        LittleEndian.putShort(buffer, reserve(Short.BYTES), value);
    }

    /** Writes a {@code ushort}, 0 to 65,535: the low 16 bits of the value. */
    public void writeUShort(int value) {
        LittleEndian.putShort(buffer, reserve(Short.BYTES), value);
    }

    /** Writes an {@code int}. */
    public void writeInt(int value) {
        LittleEndian.putInt(buffer, reserve(Integer.BYTES), value);
    }

    /** Writes a {@code uint}, 0 to 4,294,967,295: the low 32 bits of the value. */
    public void writeUInt(long value) {
        LittleEndian.putInt(buffer, reserve(Integer.BYTES), (int) value);
    }

    /** Writes a {@code long}, or the 64 bits of a {@code ulong}. */
    public void writeLong(long value) {
        LittleEndian.putLong(buffer, reserve(Long.BYTES), value);
    }

    /** Writes a {@code float} as its raw bits. The payload of a NaN is kept. */
    public void writeFloat(float value) {
        LittleEndian.putFloat(buffer, reserve(Float.BYTES), value);
    }

    /** Writes a {@code double} as its raw bits. The payload of a NaN is kept. */
    public void writeDouble(double value) {
        LittleEndian.putDouble(buffer, reserve(Double.BYTES), value);
    }

    /**
     * Writes a {@code string}: its length in bytes, then UTF-16LE. An unpaired surrogate is written as U+FFFD.
     *
     * @throws PacketTooLargeException if the text has more than 32,767 UTF-16 units
     */
    public void writeString(String text) {
        int length = text.length();
        if (length > MAX_UNITS) { // in place, so that the JIT knows the range of the length below
            throw Checks.tooManyBytes((long) Character.BYTES * length, "string");
        }
        putString(reserve(LENGTH_SIZE + Character.BYTES * length), text);
    }

    /**
     * Writes the count at the beginning of a {@code list}.
     *
     * @param count the number of elements that follow, 0 to 65,535
     * @throws PacketTooLargeException if the count is larger
     */
    public void writeCount(int count) {
        Checks.requireCount(count, "list");
        writeUShort(count);
    }

    /**
     * Writes a {@code string} as UTF-8: its length in bytes, then the bytes. An unpaired surrogate is written as
     * U+FFFD.
     *
     * @throws PacketTooLargeException if the text has more than 65,535 bytes
     */
    public void writeUtf8(String text) {
        int length = Utf8.length(text);
        Checks.requireByteLength(length, "string");
        int at = reserve(LENGTH_SIZE + length);
        putShort(at, length);
        Utf8.encode(text, buffer, at + LENGTH_SIZE);
    }

    /**
     * Writes {@code bytes}: their number, then the bytes.
     *
     * @throws PacketTooLargeException if there are more than 65,535 bytes
     */
    public void writeBytes(Bytes bytes) {
        int length = bytes.size();
        Checks.requireByteLength(length, "bytes");
        putBytes(reserve(LENGTH_SIZE + length), bytes);
    }

    /** Reserves room for the count of a list and its elements. */
    private int reserveList(int count, int elementSize) {
        Checks.requireCount(count, "list");
        return reserve(LENGTH_SIZE + count * elementSize);
    }

    /**
     * Writes a list of {@code bool}: the count, then the elements.
     *
     * @throws PacketTooLargeException if there are more than 65,535 elements; so do the methods for all other lists
     */
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
}
