package dev.packetwright.runtime.session;

import org.jspecify.annotations.Nullable;

/**
 * The chunks that no queue of a loop holds at the moment, so that a packet sent to an idle connection costs no
 * allocation and an idle connection no memory. Any thread takes, the loop gives back.
 */
final class ChunkPool {
    private static final int MAX_CHUNKS = 256;

    private @Nullable Segment first;
    private int count;

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
