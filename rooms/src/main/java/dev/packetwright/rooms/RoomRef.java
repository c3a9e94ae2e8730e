package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.session.PacketSession;

/**
 * A reference to a room in this process or on another machine. {@link Rooms#room} returns one.
 *
 * <p>Safe for use by many threads. No method blocks. The room carries out the calls of one thread in their order. A member
 * whose session ends leaves without a call.
 *
 * @param <S> the sessions that may be members
 */
public interface RoomRef<S extends PacketSession> {
    /**
     * Makes the session a member.
     *
     * @return true if this call makes the session a member, at once or when the room receives it; false if the session is
     *     a member already or has ended, or if the room takes no more at the moment
     */
    boolean enter(S session);

    /**
     * Ends the session's membership. Packets that were sent to the session before are delivered.
     *
     * @return whether the session was a member
     */
    boolean leave(S session);

    /**
     * Sends a packet to every member. The packet is encoded once.
     *
     * @return whether the room has taken the packet; if it is overloaded or out of reach, no member receives it, and the
     *     caller should tell the sender
     * @throws PacketTooLargeException if the packet does not fit the wire; nothing is sent then
     */
    boolean broadcast(Packet packet);

    /**
     * Gives a member's command to the {@link RoomLogic}.
     *
     * @param command a packet that the logic understands; clients never see it
     * @return whether the room has taken the command; false if the session is not a member, or if the room is overloaded or
     *     out of reach
     * @throws PacketTooLargeException if the command does not fit the wire
     */
    boolean tell(S member, Packet command);
}
