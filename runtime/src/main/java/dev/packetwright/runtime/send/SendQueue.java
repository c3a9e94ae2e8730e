package dev.packetwright.runtime.send;

import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outbound queue of a connection. Any thread appends, under a lock that is held only for that; only the loop removes.
 * Small packets are written into chunks, larger shared arrays are queued by reference, and replaceable packets have a
 * segment of their own.
 */
public final class SendQueue {
    /** The result of an append. */
    public enum Outcome {
        ACCEPTED,
        REPLACED,
        DROPPED,
        FULL,
        CLOSED
    }

    /** Shared arrays up to this size are copied, which is cheaper than a segment of their own. */
    public static final int COPY_LIMIT = 1024;

    private final ChunkPool pool;
    private final SendLimits limits;
    private @Nullable Segment head;
    private @Nullable Segment tail;
    private @Nullable Map<Object, Segment> replaceable;
    private int size;
    private int uncountedBytes;
    private int uncountedPackets;
    private boolean closed;

    /** Makes an empty queue that takes its chunks from the pool, which counts the content of all its queues. */
    public SendQueue(ChunkPool pool, SendLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /**
     * Appends a packet. If writing the packet throws, the queue is unchanged.
     *
     * @param packetSize the result of {@link Packet#encodedSize()}
     */
    public synchronized Outcome append(Packet packet, int packetSize) {
        Objects.checkIndex(packetSize, Packet.MAX_SIZE + 1);
        Outcome outcome = admit(packetSize);
        if (outcome == Outcome.ACCEPTED) {
            Segment chunk = chunkFor(packetSize);
            chunk.append(packet, packetSize);
            link(chunk);
            grow(packetSize, 1);
        }
        return outcome;
    }

    /** Appends an array with this number of packets. It must not change any more. */
    public synchronized Outcome append(byte[] bytes, int packets) {
        Outcome outcome = admit(bytes.length);
        if (outcome == Outcome.ACCEPTED && bytes.length > 0) {
            if (bytes.length > COPY_LIMIT) {
                link(Segment.shared(bytes));
            } else {
                Segment chunk = chunkFor(bytes.length);
                chunk.append(bytes);
                link(chunk);
            }
            grow(bytes.length, packets);
        }
        return outcome;
    }

    /** Like {@link #append(byte[], int)}, but drops the packets if the queue would exceed its soft limit. */
    public synchronized Outcome appendDroppable(byte[] bytes, int packets) {
        boolean tooMuch = bytes.length > limits.soft() - size;
        return tooMuch && !closed ? Outcome.DROPPED : append(bytes, packets);
    }

    /** Replaces the array that has an equal key and still waits, or else appends. The array must not change any more. */
    public synchronized Outcome appendLatest(Object key, byte[] bytes, int packets) {
        if (replaceable == null) {
            replaceable = new HashMap<>();
        }
        Segment older = replaceable.get(key);
        int more = bytes.length - (older == null ? 0 : older.length());
        Outcome outcome = admit(more);
        if (outcome != Outcome.ACCEPTED) {
            return outcome;
        }
        if (older != null) {
            grow(more, 0);
            older.replace(bytes);
            return Outcome.REPLACED;
        }
        grow(more, packets);
        Segment newest = Segment.replaceable(key, bytes);
        replaceable.put(key, newest);
        link(newest);
        return Outcome.ACCEPTED;
    }

    private Outcome admit(int count) {
        if (closed) {
            return Outcome.CLOSED;
        }
        if (count > limits.total() - size) {
            closed = true;
            return Outcome.FULL;
        }
        return Outcome.ACCEPTED;
    }

    private void grow(int bytes, int packets) {
        size += bytes;
        uncountedBytes += bytes;
        uncountedPackets += packets;
    }

    /**
     * Passes the changes since the last call to the pool's counters. {@link #peek} and {@link #remove} do the same.
     * Counting each packet at once would cost as much as queueing it.
     */
    public synchronized void count() {
        pool.count(uncountedBytes, uncountedPackets);
        uncountedBytes = 0;
        uncountedPackets = 0;
    }

    /** Returns the last chunk if the bytes fit there, or a chunk that is not in the queue yet. */
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

    /** Copies the oldest bytes until the buffer is full. They stay in the queue, and can no longer be replaced. */
    public synchronized void peek(ByteBuffer out) {
        count(); // before the peer can receive them
        for (Segment segment = head; segment != null && out.hasRemaining(); segment = segment.next) {
            if (replaceable != null) {
                segment.freeze(replaceable);
            }
            segment.copyTo(out);
        }
    }

    /** Removes the oldest bytes after they have been written. Returns the number of bytes left. */
    public synchronized int remove(int count) {
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

    /** The number of bytes in the queue. */
    public synchronized int size() {
        return size;
    }

    public synchronized boolean isEmpty() {
        return size == 0;
    }

    /** Accepts nothing from now on. */
    public synchronized void close() {
        closed = true;
    }

    /** Closes the queue and drops its content. Returns the number of bytes dropped. */
    public synchronized int discard() {
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
