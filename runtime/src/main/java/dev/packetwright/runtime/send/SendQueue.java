package dev.packetwright.runtime.send;

import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outbound queue of a connection. Any thread appends, under a lock that is held only for that; only the loop
 * removes. Small packets are written into chunks, larger shared arrays are queued by reference, and replaceable packets
 * have a segment of their own.
 *
 * <p>The limits are limits on memory. An append counts its bytes and the memory that holds them:
 * {@value #SEGMENT} bytes for a segment of its own, {@value #KEY} more for a key, and the part of a chunk that stays
 * unused because the next packet did not fit.
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

    private static final int SEGMENT = 64;
    private static final int KEY = 96;

    private final ChunkPool pool;
    private final SendLimits limits;
    private @Nullable Segment head;
    private @Nullable Segment tail;
    private @Nullable Segment chunk;
    private @Nullable Map<Object, Segment> replaceable;
    private int size;
    private int overhead;
    private int uncountedBytes;
    private int uncountedPackets;
    private boolean closed;
    private boolean writing;

    /** Makes an empty queue that takes its chunks from the pool, which counts the content of all its queues. */
    public SendQueue(ChunkPool pool, SendLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /**
     * Appends a packet. If writing the packet throws, the queue is unchanged.
     *
     * @param packetSize the result of {@link Packet#encodedSize()}
     * @throws IllegalStateException if called by {@link Packet#write} of a packet that is being appended
     */
    public synchronized Outcome append(Packet packet, int packetSize) {
        Objects.checkIndex(packetSize, Packet.MAX_SIZE + 1);
        Outcome outcome = admit(packetSize, overheadInChunk(packetSize));
        if (outcome == Outcome.ACCEPTED) {
            Segment target = chunkFor(packetSize);
            write(packet, packetSize, target);
            link(target);
            grow(packetSize, 1);
        }
        return outcome;
    }

    private void write(Packet packet, int packetSize, Segment target) {
        writing = true;
        try {
            target.append(packet, packetSize);
        } catch (Throwable failure) {
            if (target != tail) {
                chunk = null; // the target does not become part of the queue
            }
            throw failure;
        } finally {
            writing = false;
        }
    }

    /** Appends an array with this number of packets. It must not change any more. */
    public synchronized Outcome append(byte[] bytes, int packets) {
        return append(bytes, 0, bytes.length, packets);
    }

    /** Appends a part of an array with this number of packets. The array must not change any more. */
    public synchronized Outcome append(byte[] bytes, int from, int to, int packets) {
        int count = to - from;
        Outcome outcome = admit(count, overheadOf(count));
        if (outcome != Outcome.ACCEPTED || count == 0) {
            return outcome;
        }
        if (count > COPY_LIMIT) {
            link(Segment.shared(bytes, from, to, SEGMENT));
        } else {
            Segment target = chunkFor(count);
            target.append(bytes, from, to);
            link(target);
        }
        grow(count, packets);
        return outcome;
    }

    /** Like {@link #append(byte[], int)}, but drops the packets if the queue would exceed its soft limit. */
    public synchronized Outcome appendDroppable(byte[] bytes, int packets) {
        boolean tooMuch = bytes.length > limits.soft() - heldWith(overheadOf(bytes.length));
        return tooMuch && !closed ? Outcome.DROPPED : append(bytes, packets);
    }

    /**
     * Replaces the array that has an equal key and still waits, or else appends. The array must not change any more.
     */
    public synchronized Outcome appendLatest(Object key, byte[] bytes, int packets) {
        Segment older = replaceable == null ? null : replaceable.get(key);
        int more = bytes.length - (older == null ? 0 : older.length());
        Outcome outcome = admit(more, older == null ? SEGMENT + KEY : 0);
        if (outcome != Outcome.ACCEPTED || bytes.length == 0) {
            return outcome;
        }
        if (older != null) {
            grow(more, 0);
            older.replace(bytes);
            return Outcome.REPLACED;
        }
        grow(more, packets);
        Segment newest = Segment.replaceable(key, bytes, SEGMENT + KEY);
        if (replaceable == null) {
            replaceable = new HashMap<>();
        }
        replaceable.put(key, newest);
        link(newest);
        return Outcome.ACCEPTED;
    }

    /** The overhead of a shared array of this size. */
    private int overheadOf(int count) {
        return count > COPY_LIMIT ? SEGMENT : overheadInChunk(count);
    }

    /** The memory held if this overhead comes to it. An empty queue takes the largest packet, whatever its overhead. */
    private long heldWith(int more) {
        return isEmpty() ? 0 : (long) held() + more;
    }

    private Outcome admit(int count, int more) {
        if (writing) {
            throw new IllegalStateException("write() of a packet sends a packet to the same session");
        }
        if (closed) {
            return Outcome.CLOSED;
        }
        if (count > limits.total() - heldWith(more)) {
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

    // ---- chunks

    /** The overhead of a packet of this size in {@link #chunkFor}. */
    private int overheadInChunk(int count) {
        int room = chunk == null ? 0 : chunk.room();
        if (room >= count) {
            return chunk == tail ? 0 : SEGMENT;
        }
        return isAlone(count) ? SEGMENT : room;
    }

    /**
     * Returns a segment with room for the bytes: the last chunk, the rest of it if other segments came after it, a chunk
     * of just this size, or a new one from the pool.
     */
    private Segment chunkFor(int count) {
        Segment last = chunk;
        if (last != null && last.room() >= count) {
            chunk = last == tail ? last : last.split(SEGMENT);
            return chunk;
        }
        if (isAlone(count)) {
            return Segment.chunk(count, SEGMENT);
        }
        if (last != null) {
            overhead += last.abandonRoom();
        }
        chunk = pool.take();
        return chunk;
    }

    /** Whether the bytes would leave much of a chunk from the pool unused. */
    private boolean isAlone(int count) {
        return count > Segment.CHUNK_SIZE || (count > COPY_LIMIT && !isEmpty());
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
        overhead += segment.overhead();
    }

    // ---- the loop

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

    /** Removes the oldest bytes after they have been written. Returns the memory still {@linkplain #held() held}. */
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
        return held();
    }

    private void removeHead(Segment segment) {
        head = segment.next;
        overhead -= segment.overhead();
        if (head == null) {
            tail = null;
            replaceable = null;
        }
        if (segment == chunk) {
            chunk = null;
        }
        if (segment.isPoolable()) {
            pool.give(segment);
        }
    }

    /** The number of bytes in the queue. */
    public synchronized int size() {
        return size;
    }

    /** The number of bytes that count towards the limits: those in the queue, and the memory for holding them. */
    public synchronized int held() {
        return size + overhead;
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
        chunk = null;
        replaceable = null;
        overhead = 0;
        return dropped;
    }
}
