package dev.packetwright.runtime.transport;

import dev.packetwright.runtime.host.Host;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.send.ChunkPool;
import java.nio.ByteBuffer;

/**
 * The memory that the connections of one loop share, so that an idle connection needs none of its own. Only the loop's
 * thread uses it, apart from {@link #chunks}.
 */
public final class Workspace {
    /** The most bytes that one call to the operating system reads or writes. */
    public static final int TRANSFER_SIZE = 64 * 1024;

    /** The most bytes of a frame header that {@link #behindHeader} has room for. */
    public static final int HEADER_ROOM = 16;

    private static final byte[] EMPTY_PACKET = {Packet.HEADER_SIZE, 0, 0, 0};

    private final PacketReader reader = new PacketReader(EMPTY_PACKET);
    private final ChunkPool chunks;
    private final ByteBuffer transferWithRoom;
    private final ByteBuffer transfer;
    private final byte[] received;
    private final ByteBuffer scratch;

    /** Makes a workspace in the memory of a host. Its send queues take their chunks from the given pool. */
    public Workspace(Host host, ChunkPool chunks) {
        this.chunks = chunks;
        this.transferWithRoom = host.newBuffer(HEADER_ROOM + TRANSFER_SIZE);
        this.transfer = transferWithRoom.slice(HEADER_ROOM, TRANSFER_SIZE);
        this.received = host.newArray(TRANSFER_SIZE + Packet.MAX_SIZE);
        this.scratch = ByteBuffer.wrap(received);
    }

    /** The buffer for one read or write, empty. Its content is lost with the next call. */
    public ByteBuffer transferBuffer() {
        return transfer.clear();
    }

    /**
     * A part of the transfer buffer with room for a header in front of it. What is before the part is overwritten with
     * the header.
     *
     * @param start the index of the first byte in the transfer buffer
     * @return a buffer that begins with this number of bytes of room, at its position
     */
    public ByteBuffer behindHeader(int headerSize, int start, int length) {
        int first = HEADER_ROOM + start;
        return transferWithRoom.limit(first + length).position(first - headerSize);
    }

    /** The array for received bytes. It holds the beginning of a packet followed by a whole transfer. */
    public byte[] receiveArray() {
        return received;
    }

    /** The receive array as an empty buffer. Its content is lost when received bytes are delivered. */
    ByteBuffer scratchBuffer() {
        return scratch.clear();
    }

    /** The reader that is wrapped around each received packet in turn. */
    public PacketReader reader() {
        return reader;
    }

    /** The chunks for the loop's send queues. Any thread may use the pool. */
    public ChunkPool chunks() {
        return chunks;
    }
}
