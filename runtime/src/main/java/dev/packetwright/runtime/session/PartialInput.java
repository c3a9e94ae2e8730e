package dev.packetwright.runtime.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of something whose rest has not been received yet. It holds memory only while there is such a
 * beginning, and no more than twice of what was received. Used by the loop's thread only.
 */
final class PartialInput {
    private static final int SMALLEST = 64;

    private byte @Nullable [] bytes;
    private int length;
    private int wanted;

    int length() {
        return length;
    }

    /** How many bytes more there must be. */
    int missing() {
        return wanted - length;
    }

    /** Whether the session could make nothing of this even with so many bytes more. */
    boolean isStillPartialWith(int more) {
        return length + more < wanted;
    }

    void append(ByteBuffer more) {
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

    /** Copies all of it to the start of the array. */
    void copyTo(byte[] array) {
        if (bytes != null) {
            System.arraycopy(bytes, 0, array, 0, length);
        }
    }

    /**
     * Keeps these bytes instead of those before.
     *
     * @param total how many bytes there must be before the session can go on
     */
    void replace(byte[] array, int offset, int count, int total) {
        clear();
        if (count > 0) {
            wanted = total;
            System.arraycopy(array, offset, roomFor(count), 0, count);
            length = count;
        }
    }

    /** What is missing, in the words of the session; empty if nothing is. */
    String describe(Session session) {
        return length == 0 ? "" : session.unfinished(length, wanted);
    }

    void clear() {
        bytes = null;
        length = 0;
        wanted = 0;
    }
}
