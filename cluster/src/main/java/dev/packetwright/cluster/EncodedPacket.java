package dev.packetwright.cluster;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;

/** A packet in encoded form. Nodes pass it on to each other and to clients without decoding it. */
final class EncodedPacket implements Packet {
    static final EncodedPacket NONE = new EncodedPacket(new byte[0]);

    private final byte[] bytes;

    /** Wraps the array without copying it. */
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

    /** Returns the wrapped array, not a copy. */
    @Override
    public byte[] toBytes() {
        return bytes;
    }
}
