package dev.packetwright.runtime.packet;

/**
 * A packet: an immutable value that knows its id and how to write itself. Generated records implement it.
 *
 * <p>Implementations are immutable, and so safe to share between threads and to send to many sessions.
 */
public interface Packet {
    /** Bytes in a packet's header: {@code u16 size}, {@code u16 id}. */
    int HEADER_SIZE = 4;

    /** The most bytes that a packet can have, header included: what its {@code u16 size} can say. */
    int MAX_SIZE = 65_535;

    /** The packet's id on the wire, 0 to 65,535. */
    int packetId();

    /**
     * How many bytes the whole packet has, header included.
     *
     * @return {@value #HEADER_SIZE} to {@value #MAX_SIZE}
     * @throws PacketTooLargeException if the packet, one of its strings or one of its lists does not fit the wire
     */
    int encodedSize();

    /**
     * Writes the body: the members, without the header. {@link PacketWriter#writePacket(Packet)} writes both.
     *
     * @param out where to, with room for {@code encodedSize() - HEADER_SIZE} bytes
     */
    void write(PacketWriter out);

    /**
     * The whole packet, header and body, as it travels.
     *
     * @return a new array of {@link #encodedSize()} bytes
     * @throws PacketTooLargeException if the packet does not fit the wire
     */
    default byte[] toBytes() {
        int size = encodedSize();
        byte[] bytes = new byte[size];
        new PacketWriter(bytes).writePacket(this, size);
        return bytes;
    }
}
