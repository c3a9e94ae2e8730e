package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferOverflowException;
import java.nio.ByteOrder;
import java.util.Objects;

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

    private static final int MAX_LENGTH = 65_535;

    private byte[] buffer;
    private int position;
    private int limit;

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
     * Writes a whole packet, header and body. If it throws, the writer is where it was before the call.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire
     * @throws BufferOverflowException if the packet does not fit the rest of the region
     */
    public void writePacket(Packet packet) {
        writePacket(packet, packet.encodedSize());
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
            writeUShort(size);
            writeUShort(packet.packetId());
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
        buffer[advance(1)] = (byte) (value ? 1 : 0);
    }

    /** Writes a {@code byte}, 0 to 255: the low 8 bits of the value. */
    public void writeByte(int value) {
        buffer[advance(1)] = (byte) value;
    }

    /** Writes an {@code sbyte}. */
    public void writeSByte(byte value) {
        buffer[advance(1)] = value;
    }

    /** Writes a {@code short}. */
    public void writeShort(short value) {
        SHORT.set(buffer, advance(Short.BYTES), value);
    }

    /** Writes a {@code ushort}, 0 to 65,535: the low 16 bits of the value. */
    public void writeUShort(int value) {
        SHORT.set(buffer, advance(Short.BYTES), (short) value);
    }

    /** Writes an {@code int}. */
    public void writeInt(int value) {
        INT.set(buffer, advance(Integer.BYTES), value);
    }

    /** Writes a {@code uint}, 0 to 4,294,967,295: the low 32 bits of the value. */
    public void writeUInt(long value) {
        INT.set(buffer, advance(Integer.BYTES), (int) value);
    }

    /** Writes a {@code long}, or the 64 bits of a {@code ulong}. */
    public void writeLong(long value) {
        LONG.set(buffer, advance(Long.BYTES), value);
    }

    /** Writes a {@code float} as its raw bits: the payload of a NaN is kept. */
    public void writeFloat(float value) {
        INT.set(buffer, advance(Float.BYTES), Float.floatToRawIntBits(value));
    }

    /** Writes a {@code double} as its raw bits: the payload of a NaN is kept. */
    public void writeDouble(double value) {
        LONG.set(buffer, advance(Double.BYTES), Double.doubleToRawLongBits(value));
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
        int at = advance(2 + 2 * length);
        SHORT.set(buffer, at, (short) (2 * length));
        Utf16.encode(text, buffer, at + 2);
    }

    /**
     * Writes the count that a {@code list} begins with.
     *
     * @param count how many elements follow, 0 to 65,535
     * @throws PacketTooLargeException if there are more
     */
    public void writeCount(int count) {
        if (count > MAX_LENGTH) {
            throw new PacketTooLargeException("list", count, "has too many elements");
        }
        writeUShort(count);
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
        int at = advance(2 + length);
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
        int at = advance(2 + length);
        SHORT.set(buffer, at, (short) length);
        System.arraycopy(bytes.shared(), 0, buffer, at + 2, length);
    }

    /** Writes a list of {@code bool}: the count, then the elements. */
    public void writeBoolList(ScalarList<boolean[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeBool(list.getBool(i));
        }
    }

    /** Writes a list of {@code byte}: the count, then the elements. */
    public void writeByteList(ScalarList<int[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeByte(list.getInt(i));
        }
    }

    /** Writes a list of {@code sbyte}: the count, then the elements. */
    public void writeSByteList(ScalarList<int[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeByte(list.getInt(i));
        }
    }

    /** Writes a list of {@code short}: the count, then the elements. */
    public void writeShortList(ScalarList<int[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeUShort(list.getInt(i));
        }
    }

    /** Writes a list of {@code ushort}: the count, then the elements. */
    public void writeUShortList(ScalarList<int[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeUShort(list.getInt(i));
        }
    }

    /** Writes a list of {@code int}: the count, then the elements. */
    public void writeIntList(ScalarList<int[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeInt(list.getInt(i));
        }
    }

    /** Writes a list of {@code uint}: the count, then the elements. */
    public void writeUIntList(ScalarList<long[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeUInt(list.getLong(i));
        }
    }

    /** Writes a list of {@code long} or {@code ulong}: the count, then the elements. */
    public void writeLongList(ScalarList<long[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeLong(list.getLong(i));
        }
    }

    /** Writes a list of {@code float}: the count, then the elements. */
    public void writeFloatList(ScalarList<float[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeFloat(list.getFloat(i));
        }
    }

    /** Writes a list of {@code double}: the count, then the elements. */
    public void writeDoubleList(ScalarList<double[]> list) {
        writeCount(list.size());
        for (int i = 0; i < list.size(); i++) {
            writeDouble(list.getDouble(i));
        }
    }

    /** Takes that many bytes of the region and returns where they begin. */
    private int advance(int bytes) {
        int at = position;
        if (bytes > limit - at) {
            throw new BufferOverflowException();
        }
        position = at + bytes;
        return at;
    }
}
