package dev.packetwright.runtime.packet;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable sequence of bytes: the value of a {@code bytes} member. Sequences are equal if they have the same bytes
 * in the same order. Safe for use by many threads.
 */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN = 16;

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a copy of all bytes of an array. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /**
     * Makes a copy of a region of an array.
     *
     * @throws IndexOutOfBoundsException if the region is not within the array
     */
    public static Bytes of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /**
     * The byte at an index, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no byte at the index
     */
    public byte get(int index) {
        return bytes[index];
    }

    /** A copy of the bytes as an array. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** The array itself, for the writer, which only copies it. */
    byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The number of bytes, and the first bytes in hexadecimal digits. */
    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
        return bytes.length + " bytes " + shown + (bytes.length > SHOWN ? "…" : "");
    }
}
