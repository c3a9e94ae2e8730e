package dev.packetwright.runtime.packet;

import java.nio.BufferOverflowException;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link PacketWriter} for generated code: it writes values at positions. Code written by hand uses the
 * {@code write} methods of {@link PacketWriter}, which write one member after another.
 *
 * <p>Generated code writes several members with one check. {@link #reserve} checks that there is room and passes over
 * it. A {@code put} method writes a value at a position. It expects that the value fits into reserved bytes, and it
 * does not move the writer. The {@code put} methods for values without a fixed size return the position behind the
 * value.
 *
 * <p>A position is an index in the array of the writer. Not safe for use by two threads at once.
 */
abstract sealed class PositionalWriter permits PacketWriter {
    static final int LENGTH_SIZE = 2;

    byte[] buffer;
    int position;
    int limit;
    private @Nullable Utf16 utf16;

    PositionalWriter(byte[] buffer) {
        this.buffer = buffer;
        this.limit = buffer.length;
    }

    /**
     * Passes over bytes, for the {@code put} methods to fill.
     *
     * @param bytes the number of bytes, from 0
     * @return the position of the first byte
     * @throws BufferOverflowException if the region has fewer bytes left
     */
    public final int reserve(int bytes) {
        int at = position;
        if (bytes > limit - at) {
            throw new BufferOverflowException();
        }
        position = at + bytes;
        return at;
    }

    /** Puts a {@code bool}: 1 or 0. */
    public final void putBool(int at, boolean value) {
        buffer[at] = (byte) (value ? 1 : 0);
    }

    /** Puts a {@code byte}, 0 to 255, or an {@code sbyte}: the low 8 bits of the value. */
    public final void putByte(int at, int value) {
        buffer[at] = (byte) value;
    }

    /** Puts a {@code short} or {@code ushort}: the low 16 bits of the value. */
    public final void putShort(int at, int value) {
        LittleEndian.putShort(buffer, at, value);
    }

    /** Puts an {@code int}. */
    public final void putInt(int at, int value) {
        LittleEndian.putInt(buffer, at, value);
    }

    /** Puts a {@code uint}: the low 32 bits of the value. */
    public final void putUInt(int at, long value) {
        LittleEndian.putInt(buffer, at, (int) value);
    }

    /** Puts a {@code long}, or the 64 bits of a {@code ulong}. */
    public final void putLong(int at, long value) {
        LittleEndian.putLong(buffer, at, value);
    }

    /** Puts the raw bits of a {@code float}. */
    public final void putFloat(int at, float value) {
        LittleEndian.putFloat(buffer, at, value);
    }

    /** Puts the raw bits of a {@code double}. */
    public final void putDouble(int at, double value) {
        LittleEndian.putDouble(buffer, at, value);
    }

    /** Puts a {@code string}: its length in bytes, then UTF-16LE. */
    public final int putString(int at, String text) {
        int length = Character.BYTES * text.length();
        putShort(at, length);
        if (!Utf16.encodeFew(text, buffer, at + LENGTH_SIZE)) {
            utf16().encode(text, buffer, at + LENGTH_SIZE);
        }
        return at + LENGTH_SIZE + length;
    }

    private Utf16 utf16() {
        Utf16 made = utf16;
        if (made == null) {
            made = new Utf16();
            utf16 = made;
        }
        return made;
    }

    /** Puts {@code bytes}: their number, then the bytes. */
    public final int putBytes(int at, Bytes bytes) {
        int length = bytes.size();
        putShort(at, length);
        System.arraycopy(bytes.shared(), 0, buffer, at + LENGTH_SIZE, length);
        return at + LENGTH_SIZE + length;
    }

    /** Puts a list of {@code bool}: the count, then the elements. */
    public final int putBoolList(int at, ScalarList<boolean[]> list) {
        return ScalarLists.putBools(buffer, at, list.shared());
    }

    /** Puts a list of {@code byte}: the count, then the elements. */
    public final int putByteList(int at, ScalarList<int[]> list) {
        return ScalarLists.putBytes(buffer, at, list.shared());
    }

    /** Puts a list of {@code sbyte}: the count, then the elements. */
    public final int putSByteList(int at, ScalarList<int[]> list) {
        return ScalarLists.putBytes(buffer, at, list.shared());
    }

    /** Puts a list of {@code short}: the count, then the elements. */
    public final int putShortList(int at, ScalarList<int[]> list) {
        return ScalarLists.putShorts(buffer, at, list.shared());
    }

    /** Puts a list of {@code ushort}: the count, then the elements. */
    public final int putUShortList(int at, ScalarList<int[]> list) {
        return ScalarLists.putShorts(buffer, at, list.shared());
    }

    /** Puts a list of {@code int}: the count, then the elements. */
    public final int putIntList(int at, ScalarList<int[]> list) {
        return ScalarLists.putInts(buffer, at, list.shared());
    }

    /** Puts a list of {@code uint}: the count, then the elements. */
    public final int putUIntList(int at, ScalarList<long[]> list) {
        return ScalarLists.putUInts(buffer, at, list.shared());
    }

    /** Puts a list of {@code long} or {@code ulong}: the count, then the elements. */
    public final int putLongList(int at, ScalarList<long[]> list) {
        return ScalarLists.putLongs(buffer, at, list.shared());
    }

    /** Puts a list of {@code float}: the count, then the elements. */
    public final int putFloatList(int at, ScalarList<float[]> list) {
        return ScalarLists.putFloats(buffer, at, list.shared());
    }

    /** Puts a list of {@code double}: the count, then the elements. */
    public final int putDoubleList(int at, ScalarList<double[]> list) {
        return ScalarLists.putDoubles(buffer, at, list.shared());
    }
}
