package dev.packetwright.runtime.packet;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Bytes that do not change: the value of a {@code bytes} member. Two are equal if they hold the same bytes. Safe for
 * use by many threads.
 */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN = 16;

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of all bytes of an array. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /**
     * Takes a copy of some bytes of an array.
     *
     * @throws IndexOutOfBoundsException if the region is not within the array
     */
    public static Bytes of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.length;
    }

    /**
     * The byte at an index, from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public byte get(int index) {
        return bytes[index];
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** The bytes themselves, for the writer that copies them. */
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

    /** How many bytes there are, and the first of them in hexadecimal digits. */
    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
        return bytes.length + " bytes " + shown + (bytes.length > SHOWN ? "…" : "");
    }
}
