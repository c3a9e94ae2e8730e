package dev.packetwright.rooms;

import dev.packetwright.runtime.session.PacketSession;

/**
 * Rooms by name, in one process ({@link LocalRooms}) or on a cluster. Handlers that use only this interface work with
 * both.
 *
 * <p>Implementations are safe for use by many threads.
 *
 * @param <S> the sessions that may be members
 */
public interface Rooms<S extends PacketSession> {
    /**
     * Returns a reference to a room. Never blocks and never fails: the room starts when its first member enters.
     *
     * @param name any text. Equal names are the same room
     * @return a reference that stays valid when the room ends and starts again, so that it can be kept
     */
    RoomRef<S> room(String name);
}
