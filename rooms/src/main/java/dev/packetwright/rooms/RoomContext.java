package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;

/**
 * Where a {@link RoomLogic} speaks from. Only for use in the logic's own methods; what is sent there arrives in the order
 * of the calls.
 */
public interface RoomStage {
    /** The room's name. */
    String name();

    /**
     * Sends a packet to every member. It is encoded once.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    void broadcast(Packet packet);

    /**
     * Sends a packet to one member. Does nothing if there is none of that number.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire
     */
    void send(int member, Packet packet);
}
