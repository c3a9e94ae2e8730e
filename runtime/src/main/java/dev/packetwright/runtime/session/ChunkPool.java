package dev.packetwright.runtime.session;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the send queues of a loop have in common: the chunks that none of them holds at the moment, so that a packet sent
 * to an idle connection costs no allocation and an idle connection no memory, and the count of what is in them. Any thread
 * takes, the loop gives back.
 */
final class ChunkPool {
    /** So that a large room's broadcast finds one for each member: 8 MiB, for a loop that has had as many at once. */
    private static final int MAX_CHUNKS = 2_048;

    private final LongAdder bytesQueued;
    private final LongAdder packetsSent;
    private @Nullable Segment first;
    private int count;

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
