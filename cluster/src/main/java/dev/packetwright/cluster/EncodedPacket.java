package dev.packetwright.cluster;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;

/** A packet as it travels, which is on its way from one node to another and goes on to clients as it came. */
final class EncodedPacket implements Packet {
    static final EncodedPacket NONE = new EncodedPacket(new byte[0]);

    private final byte[] bytes;

    /** Shares the array. */
    EncodedPacket(byte[] bytes) {
        this.bytes = bytes;
    }

    static EncodedPacket of(Packet packet) {
        return packet instanceof EncodedPacket encoded ? encoded : new EncodedPacket(packet.toBytes());
    }

    PacketReader reader() {
        return new PacketReader(bytes);
    }

    @Override
    public int packetId() {
        return reader().packetId();
    }

    @Override
    public int encodedSize() {
        return bytes.length;
    }

    @Override
    public void write(PacketWriter out) {
        for (int i = HEADER_SIZE; i < bytes.length; i++) {
            out.writeSByte(bytes[i]);
        }
    }

    /** The packet itself, not a copy. */
    @Override
    public byte[] toBytes() {
        return bytes;
    }
}
