package dev.packetwright.runtime.session;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the send queues of a loop have in common: the chunks that none of them holds at the moment, so that a packet sent
 * to an idle connection costs no allocation and an idle connection no memory, and the count of what is in them. Any thread
 * takes, the loop gives back.
 */
final class ChunkPool {
    /** 8 MiB: so that a large room's broadcast finds a chunk for each member. */
    private static final int MAX_CHUNKS = 2_048;

    /** 1 MiB: what is kept in quiet times as well. */
    private static final int KEPT_CHUNKS = 256;

    private final LongAdder bytesQueued;
    private final LongAdder packetsSent;
    private @Nullable Segment first;
    private int count;
    private int leastCount;

    ChunkPool(LongAdder bytesQueued, LongAdder packetsSent) {
        this.bytesQueued = bytesQueued;
        this.packetsSent = packetsSent;
    }

    /** A queue has grown by so many bytes, or become shorter, and taken so many packets. */
    void count(int bytes, int packets) {
        if (bytes != 0) {
            bytesQueued.add(bytes);
        }
        if (packets != 0) {
            packetsSent.add(packets);
        }
    }

    synchronized Segment take() {
        Segment chunk = first;
        if (chunk == null) {
            return Segment.chunk(Segment.CHUNK_SIZE);
        }
        first = chunk.next;
        chunk.next = null;
        count--;
        leastCount = Math.min(leastCount, count);
        return chunk;
    }

    /** Lets go of half of the chunks that nobody has needed since the last call. To be called each second or so. */
    synchronized void trim() {
        int kept = Math.max(KEPT_CHUNKS, count - (leastCount + 1) / 2);
        while (first != null && count > kept) {
            first = first.next;
            count--;
        }
        leastCount = count;
    }

    synchronized void give(Segment chunk) {
        if (count < MAX_CHUNKS) {
            chunk.reset();
            chunk.next = first;
            first = chunk;
            count++;
        }
    }
}
