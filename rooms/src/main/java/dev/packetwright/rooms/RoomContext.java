package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;

/**
 * A room as its {@link RoomLogic} sees it. Use it only in the methods of the logic. Packets arrive in the order of the
 * calls.
 */
public interface RoomContext {
    /** The room's name. */
    String name();

    /**
     * Sends a packet to every member. The packet is encoded once.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nothing is sent then
     */
    void broadcast(Packet packet);

    /**
     * Sends a packet to one member. Does nothing if no member has this number.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire
     */
    void send(int member, Packet packet);
}
