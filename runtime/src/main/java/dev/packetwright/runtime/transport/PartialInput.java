package dev.packetwright.runtime.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a packet or record whose rest has not been received yet. It allocates only while there is such a
 * beginning, and at most twice the received bytes. Used by the loop's thread only.
 */
public final class PartialInput {
    private static final int SMALLEST = 64;

    private byte @Nullable [] bytes;
    private int length;
    private int wanted;

    /** The number of bytes kept. */
    public int length() {
        return length;
    }

    /** The number of bytes needed before the input can be processed, including those kept; 0 if none are kept. */
    public int wanted() {
        return wanted;
    }

    /** The number of bytes that are still missing. */
    int missing() {
        return wanted - length;
    }

    /** Whether the input still cannot be processed when this many bytes are added. */
    public boolean isStillPartialWith(int more) {
        return length + more < wanted;
    }

    public void append(ByteBuffer more) {
        int count = more.remaining();
        more.get(roomFor(count), length, count);
        length += count;
    }

    private byte[] roomFor(int count) {
        int needed = length + count;
        if (bytes == null) {
            bytes = new byte[Math.max(SMALLEST, needed)];
        } else if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(wanted, 2 * bytes.length)));
        }
        return bytes;
    }

    /** Copies the kept bytes to the start of the array. */
    public void copyTo(byte[] array) {
        if (bytes != null) {
            System.arraycopy(bytes, 0, array, 0, length);
        }
    }

    /**
     * Keeps the given bytes instead of the previous ones.
     *
     * @param total the number of bytes needed before the input can be processed
     */
    public void replace(byte[] array, int offset, int count, int total) {
        clear();
        if (count > 0) {
            wanted = total;
            System.arraycopy(array, offset, roomFor(count), 0, count);
            length = count;
        }
    }

    public void clear() {
        bytes = null;
        length = 0;
        wanted = 0;
    }
}
