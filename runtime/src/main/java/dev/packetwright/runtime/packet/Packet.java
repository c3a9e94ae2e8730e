package dev.packetwright.runtime.packet;

/**
 * A packet: a value that has an id and can write itself. Generated records implement this interface.
 *
 * <p>Implementations are immutable. Threads can share them, and a packet can be sent to many sessions.
 */
public interface Packet {
    /** The size of a packet's header in bytes: {@code u16 size}, {@code u16 id}. */
    int HEADER_SIZE = 4;

    /** The largest size of a packet in bytes, header included: the largest {@code u16 size}. */
    int MAX_SIZE = 65_535;

    /** The packet's id on the wire, 0 to 65,535. */
    int packetId();

    /**
     * The size of the whole packet in bytes, header included.
     *
     * @return {@value #HEADER_SIZE} to {@value #MAX_SIZE}
     * @throws PacketTooLargeException if the wire cannot carry the packet, one of its strings or one of its lists
     */
    int encodedSize();

    /**
     * Writes the body: the members without the header. {@link PacketWriter#writePacket(Packet)} writes header and body.
     *
     * @param out a writer with room for {@code encodedSize() - HEADER_SIZE} bytes
     */
    void write(PacketWriter out);

    /**
     * Encodes the whole packet, header and body.
     *
     * @return a new array of {@link #encodedSize()} bytes
     * @throws PacketTooLargeException if the wire cannot carry the packet
     */
    default byte[] toBytes() {
        int size = encodedSize();
        byte[] bytes = new byte[size];
        new PacketWriter(bytes).writePacket(this, size);
        return bytes;
    }

    /**
     * A copy without the values of redacted members, for logs and captures. In their place are zero, empty text, an
     * empty list, the default of an enum, or the number nearest to zero that the bounds allow. The packet itself if no
     * member is redacted, also within its members.
     */
    default Packet redacted() {
        return this;
    }
}
