package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has still to write. Any thread appends, under a lock held for no longer than that; only the loop
 * removes. Small packets are written into chunks, larger shared bytes are queued by reference.
 */
final class SendQueue {
    /** What became of the bytes to append. */
    enum Admission {
        ACCEPTED,
        FULL,
        CLOSED
    }

    /** Shared bytes up to this size are copied: cheaper than a segment of their own. */
    static final int COPY_LIMIT = 1024;

    private final ChunkPool pool;
    private final int limit;
    private @Nullable Segment head;
    private @Nullable Segment tail;
    private int size;
    private boolean closed;

    SendQueue(ChunkPool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /**
     * Appends a whole packet, or leaves the queue as it was if writing it throws.
     *
     * @param packetSize what {@link Packet#encodedSize()} returned
     */
    synchronized Admission append(Packet packet, int packetSize) {
        Objects.checkIndex(packetSize, Packet.MAX_SIZE + 1);
        Admission admission = admit(packetSize);
        if (admission == Admission.ACCEPTED) {
            Segment chunk = chunkFor(packetSize);
            chunk.append(packet, packetSize);
            link(chunk);
            size += packetSize;
        }
        return admission;
    }

    /** Appends bytes that nobody changes any more. */
    synchronized Admission append(byte[] bytes) {
        Admission admission = admit(bytes.length);
        if (admission == Admission.ACCEPTED && bytes.length > 0) {
            if (bytes.length > COPY_LIMIT) {
                link(Segment.shared(bytes));
            } else {
                Segment chunk = chunkFor(bytes.length);
                chunk.append(bytes);
                link(chunk);
            }
            size += bytes.length;
        }
        return admission;
    }

    private Admission admit(int count) {
        if (closed) {
            return Admission.CLOSED;
        }
        if (count > limit - size) {
            closed = true;
            return Admission.FULL;
        }
        return Admission.ACCEPTED;
    }

    /** The last chunk if the bytes fit there, or a new one that is not in the queue yet. */
    private Segment chunkFor(int count) {
        if (tail != null && tail.hasRoomFor(count)) {
            return tail;
        }
        return count > Segment.CHUNK_SIZE ? Segment.chunk(count) : pool.take();
    }

    private void link(Segment segment) {
        if (segment == tail) {
            return;
        }
        if (tail == null) {
            head = segment;
        } else {
            tail.next = segment;
        }
        tail = segment;
    }

    /** Copies the oldest bytes, as many as there are and fit, and leaves them in the queue. */
    synchronized void peek(ByteBuffer out) {
        for (Segment segment = head; segment != null && out.hasRemaining(); segment = segment.next) {
            segment.copyTo(out);
        }
    }

    /** Removes the oldest bytes, which have been written. */
    synchronized void remove(int count) {
        size -= count;
        int left = count;
        while (head != null && left >= head.length()) {
            left -= head.length();
            removeHead(head);
        }
        if (head != null) {
            head.drop(left);
        }
    }

    private void removeHead(Segment segment) {
        head = segment.next;
        if (head == null) {
            tail = null;
        }
        if (segment.isPoolable()) {
            pool.give(segment);
        }
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    /** From now on, nothing is accepted. */
    synchronized void close() {
        closed = true;
    }

    /** Closes the queue and drops what is in it. Returns how many bytes that were. */
    synchronized int discard() {
        int dropped = size;
        closed = true;
        head = null;
        tail = null;
        size = 0;
        return dropped;
    }
}
