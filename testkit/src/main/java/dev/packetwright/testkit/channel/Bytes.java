package dev.packetwright.testkit.channel;

import java.nio.ByteBuffer;

/** A queue of bytes that grows as needed. */
final class Bytes {
    private static final int FIRST_SIZE = 256;

    private byte[] ring = new byte[FIRST_SIZE];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** Appends this many bytes of the buffer. */
    void put(ByteBuffer from, int count) {
        if (size + count > ring.length) {
            grow(size + count);
        }
        int start = (first + size) % ring.length;
        int untilEnd = Math.min(count, ring.length - start);
        from.get(ring, start, untilEnd);
        from.get(ring, 0, count - untilEnd);
        size += count;
    }

    /** Removes this many bytes from the front, into the buffer. */
    void take(ByteBuffer to, int count) {
        int untilEnd = Math.min(count, ring.length - first);
        to.put(ring, first, untilEnd);
        to.put(ring, 0, count - untilEnd);
        first = (first + count) % ring.length;
        size -= count;
    }

    void clear() {
        size = 0;
        ring = new byte[FIRST_SIZE];
        first = 0;
    }

    private void grow(int needed) {
        ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, 2 * ring.length));
        int kept = size;
        take(larger, kept);
        ring = larger.array();
        first = 0;
        size = kept;
    }
}
