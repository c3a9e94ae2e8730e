package dev.packetwright.generator.lock;

import dev.packetwright.generator.model.PacketType;

/**
 * A packet as an earlier run generated it.
 *
 * @param shape the {@linkplain PacketType#shape hash of its members}
 */
public record PastPacket(int id, String name, String shape) {
    /** The packet as a run generates it now. */
    public static PastPacket of(PacketType packet) {
        return new PastPacket(packet.id(), packet.name().pdl(), packet.shape());
    }
}
