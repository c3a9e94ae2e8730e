package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has still to write. Any thread appends, under a lock held for no longer than that; only the loop
 * removes. Small packets are written into chunks, larger shared bytes are queued by reference, and what may be replaced
 * has a segment of its own.
 */
final class SendQueue {
    /** What became of the bytes to append. */
    enum Admission {
        ACCEPTED,
        REPLACED,
        DROPPED,
        FULL,
        CLOSED
    }

    /** Shared bytes up to this size are copied: cheaper than a segment of their own. */
    static final int COPY_LIMIT = 1024;

    private final ChunkPool pool;
    private final int limit;
    private final int softLimit;
    private @Nullable Segment head;
    private @Nullable Segment tail;
    private @Nullable Map<Object, Segment> replaceable;
    private int size;
    private int uncountedBytes;
    private int uncountedPackets;
    private boolean closed;

    /**
     * Makes a queue whose size and packets the pool counts with those of all the others.
     *
     * @param limit the most bytes in the queue
     * @param softLimit the most bytes in the queue with a droppable packet
     */
    SendQueue(ChunkPool pool, int limit, int softLimit) {
        this.pool = pool;
        this.limit = limit;
        this.softLimit = softLimit;
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
            grow(packetSize, 1);
        }
        return admission;
    }

    /** Appends bytes that nobody changes any more, so many packets. */
    synchronized Admission append(byte[] bytes, int packets) {
        Admission admission = admit(bytes.length);
        if (admission == Admission.ACCEPTED && bytes.length > 0) {
            if (bytes.length > COPY_LIMIT) {
                link(Segment.shared(bytes));
            } else {
                Segment chunk = chunkFor(bytes.length);
                chunk.append(bytes);
                link(chunk);
            }
            grow(bytes.length, packets);
        }
        return admission;
    }

    /** Appends bytes that nobody changes any more, so many packets, unless too much waits. */
    synchronized Admission appendIfQuick(byte[] bytes, int packets) {
        boolean tooMuch = bytes.length > softLimit - size;
        return tooMuch && !closed ? Admission.DROPPED : append(bytes, packets);
    }

    /** Puts bytes that nobody changes any more, so many packets, in the place of those with an equal key, or appends them. */
    synchronized Admission appendLatest(Object key, byte[] bytes, int packets) {
        if (replaceable == null) {
            replaceable = new HashMap<>();
        }
        Segment older = replaceable.get(key);
        int more = bytes.length - (older == null ? 0 : older.length());
        Admission admission = admit(more);
        if (admission != Admission.ACCEPTED) {
            return admission;
        }
        if (older != null) {
            grow(more, 0);
            older.replace(bytes);
            return Admission.REPLACED;
        }
        grow(more, packets);
        Segment newest = Segment.replaceable(key, bytes);
        replaceable.put(key, newest);
        link(newest);
        return Admission.ACCEPTED;
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

    private void grow(int bytes, int packets) {
        size += bytes;
        uncountedBytes += bytes;
        uncountedPackets += packets;
    }

    /**
     * Has the pool count what has changed since the last time. So do peeking and removing: not for each packet, which
     * would cost as much as queueing it.
     */
    synchronized void count() {
        pool.count(uncountedBytes, uncountedPackets);
        uncountedBytes = 0;
        uncountedPackets = 0;
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

    /** Copies the oldest bytes, as many as there are and fit, and leaves them in the queue, as they are from now on. */
    synchronized void peek(ByteBuffer out) {
        count(); // before a peer can have it
        for (Segment segment = head; segment != null && out.hasRemaining(); segment = segment.next) {
            if (replaceable != null) {
                segment.keepAsItIs(replaceable);
            }
            segment.copyTo(out);
        }
    }

    /** Removes the oldest bytes, which have been written. Returns how many are left. */
    synchronized int remove(int count) {
        grow(-count, 0);
        count();
        int left = count;
        while (head != null && left >= head.length()) {
            left -= head.length();
            removeHead(head);
        }
        if (head != null) {
            head.drop(left);
        }
        return size;
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

    synchronized int size() {
        return size;
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
        grow(-dropped, 0);
        count();
        closed = true;
        head = null;
        tail = null;
        replaceable = null;
        return dropped;
    }
}
