package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.session.PacketSession;

/**
 * A room as those see it who use it, whether it is in this process or on another machine. Handlers that know no more of
 * a room than this work with both.
 *
 * <p>Safe for use by many threads, and never blocks. What one thread asks of a room happens in that order. A member whose
 * session ends leaves by itself.
 *
 * @param <S> the sessions that may be members
 */
public interface RoomLink<S extends PacketSession> {
    /**
     * Makes the session a member.
     *
     * @return whether it is one by this call, or will be as soon as the room knows; false if it was one before, has
     *     ended, or the room takes no more at the moment
     */
    boolean enter(S session);

    /**
     * Ends the session's membership. What has been sent to it before is delivered.
     *
     * @return whether it was a member
     */
    boolean leave(S session);

    /**
     * Sends a packet to every member. It is encoded once.
     *
     * @return whether the room has taken it; if it is too busy or out of reach for too long, nobody hears the packet, and
     *     the sender had better be told
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    boolean broadcast(Packet packet);

    /**
     * Gives a member's command to the {@link RoomLogic}.
     *
     * @param command what the logic understands; clients never see it
     * @return whether the room has taken it; false if the session is no member, or as for {@link #broadcast}
     * @throws PacketTooLargeException if the command does not fit the wire
     */
    boolean tell(S member, Packet command);
}
