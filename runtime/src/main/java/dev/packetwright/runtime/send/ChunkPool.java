package dev.packetwright.runtime.send;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The free chunks that the send queues of a loop share, and the counters of their content. With the pool, a packet sent
 * to an idle connection allocates nothing, and an idle connection holds no chunk. Any thread takes chunks; the loop
 * returns them.
 */
public final class ChunkPool {
    /** 8 MiB: enough that a broadcast to a large group finds a chunk for each member. */
    private static final int MAX_CHUNKS = 2_048;

    /** 1 MiB: kept in quiet times as well. */
    private static final int KEPT_CHUNKS = 256;

    private final LongAdder bytesQueued;
    private final LongAdder packetsSent;
    private @Nullable Segment first;
    private int count;
    private int leastCount;

    /** Makes an empty pool with the counters for the bytes in the queues and for the packets sent. */
    public ChunkPool(LongAdder bytesQueued, LongAdder packetsSent) {
        this.bytesQueued = bytesQueued;
        this.packetsSent = packetsSent;
    }

    /** Counts a change of a queue: the bytes by which it grew, negative if it shrank, and the packets appended. */
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
            return Segment.chunk(Segment.CHUNK_SIZE, 0);
        }
        first = chunk.next;
        chunk.next = null;
        count--;
        leastCount = Math.min(leastCount, count);
        return chunk;
    }

    /** Frees half of the chunks that were not needed since the last call. Call it about once a second. */
    public synchronized void trim() {
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
