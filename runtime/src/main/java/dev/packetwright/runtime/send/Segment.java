package dev.packetwright.runtime.send;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a {@link SendQueue}: a chunk or part of a chunk that packets are appended to, or an array shared with other
 * queues.
 */
final class Segment {
    /** The size of pooled chunks. */
    static final int CHUNK_SIZE = 4096;

    @Nullable
    Segment next;

    private @Nullable PacketWriter writer;
    private @Nullable Object key;
    private byte[] bytes;
    private int from;
    private int to;
    private int overhead;

    private Segment(byte[] bytes, @Nullable PacketWriter writer, int from, int to, int overhead) {
        this.bytes = bytes;
        this.writer = writer;
        this.from = from;
        this.to = to;
        this.overhead = overhead;
    }

    static Segment chunk(int size, int overhead) {
        var bytes = new byte[size];
        return new Segment(bytes, new PacketWriter(bytes), 0, 0, overhead);
    }

    static Segment shared(byte[] bytes, int from, int to, int overhead) {
        return new Segment(bytes, null, from, to, overhead);
    }

    /** Bytes that {@link #replace} may replace until {@link #freeze} is called. */
    static Segment replaceable(Object key, byte[] bytes, int overhead) {
        Segment segment = shared(bytes, 0, bytes.length, overhead);
        segment.key = key;
        return segment;
    }

    /**
     * Makes a segment from the free part of this chunk. The new one owns the chunk: it takes further packets, and
     * returns the chunk to the pool, as it leaves the queue after this one.
     */
    Segment split(int overheadOfRest) {
        var rest = new Segment(bytes, writer, to, to, overheadOfRest);
        writer = null;
        return rest;
    }

    /** The memory that this segment takes beside its bytes, as far as the queue counts it. */
    int overhead() {
        return overhead;
    }

    /** Makes the unused bytes overhead and returns their number. */
    int abandonRoom() {
        int unused = room();
        overhead += unused;
        return unused;
    }

    /** The number of bytes that can still be appended. */
    int room() {
        return writer == null ? 0 : bytes.length - to;
    }

    void replace(byte[] newer) {
        bytes = newer;
        to = newer.length;
    }

    void freeze(Map<Object, Segment> replaceable) {
        if (key != null) {
            replaceable.remove(key);
            key = null;
        }
    }

    boolean isPoolable() {
        return writer != null && bytes.length == CHUNK_SIZE;
    }

    int length() {
        return to - from;
    }

    /** Writes the packet at the end. If that throws, nothing has been added. */
    void append(Packet packet, int size) {
        Objects.requireNonNull(writer).wrap(bytes, to, size).writePacket(packet, size);
        to += size;
    }

    void append(byte[] added, int start, int end) {
        System.arraycopy(added, start, bytes, to, end - start);
        to += end - start;
    }

    void copyTo(ByteBuffer out) {
        out.put(bytes, from, Math.min(length(), out.remaining()));
    }

    void drop(int count) {
        from += count;
    }

    void reset() {
        from = 0;
        to = 0;
        overhead = 0;
        next = null;
    }
}
