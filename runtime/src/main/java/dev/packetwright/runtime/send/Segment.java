package dev.packetwright.runtime.send;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A piece of a {@link SendQueue}: a chunk that packets are appended to, or an array shared with other queues. */
final class Segment {
    /** The size of pooled chunks. */
    static final int CHUNK_SIZE = 4096;

    @Nullable
    Segment next;

    private final @Nullable PacketWriter writer;
    private @Nullable Object key;
    private byte[] bytes;
    private int from;
    private int to;

    private Segment(byte[] bytes, @Nullable PacketWriter writer, int to) {
        this.bytes = bytes;
        this.writer = writer;
        this.to = to;
    }

    static Segment chunk(int size) {
        var bytes = new byte[size];
        return new Segment(bytes, new PacketWriter(bytes), 0);
    }

    static Segment shared(byte[] bytes) {
        return new Segment(bytes, null, bytes.length);
    }

    /** Bytes that {@link #replace} may replace until {@link #freeze} is called. */
    static Segment replaceable(Object key, byte[] bytes) {
        Segment segment = shared(bytes);
        segment.key = key;
        return segment;
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

    boolean hasRoomFor(int size) {
        return writer != null && size <= bytes.length - to;
    }

    int length() {
        return to - from;
    }

    /** Writes the packet at the end. If that throws, nothing has been added. */
    void append(Packet packet, int size) {
        Objects.requireNonNull(writer).wrap(bytes, to, size).writePacket(packet, size);
        to += size;
    }

    void append(byte[] added) {
        System.arraycopy(added, 0, bytes, to, added.length);
        to += added.length;
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
        next = null;
    }
}
