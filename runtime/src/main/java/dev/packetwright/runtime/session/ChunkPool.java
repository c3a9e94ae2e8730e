package dev.packetwright.runtime.session;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the send queues of a loop have in common: the chunks that none of them holds at the moment, so that a packet sent
 * to an idle connection costs no allocation and an idle connection no memory, and the count of their bytes. Any thread
 * takes, the loop gives back.
 */
final class ChunkPool {
    private static final int MAX_CHUNKS = 256;

    private final LongAdder bytesQueued;
    private @Nullable Segment first;
    private int count;

    ChunkPool(LongAdder bytesQueued) {
        this.bytesQueued = bytesQueued;
    }

    /** A queue has grown by so many bytes, or become shorter. */
    void count(int bytes) {
        bytesQueued.add(bytes);
    }

    synchronized Segment take() {
        Segment chunk = first;
        if (chunk == null) {
            return Segment.chunk(Segment.CHUNK_SIZE);
        }
        first = chunk.next;
        chunk.next = null;
        count--;
        return chunk;
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
