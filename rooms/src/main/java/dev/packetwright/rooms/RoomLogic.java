package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.PacketReader;

/**
 * The behaviour of a room, and its single writer. The methods are called one at a time, and each call sees the effects of
 * all calls before it, so the state needs no lock. Methods should not block. An exception that a method throws is logged,
 * and the room goes on.
 *
 * <p>A logic sends packets through the {@link RoomContext} that it was created with. The room gives each member a number
 * of 1 or more. At any time, no two members of a room have the same number.
 */
public interface RoomLogic {
    /**
     * Handles a command that a member has sent with {@link RoomRef#tell}.
     *
     * @param command positioned at the first member of the packet. Valid only during this call
     */
    void onCommand(int member, PacketReader command);

    /**
     * Handles a new member, which receives everything that is sent from now on. Also called for an existing member that may
     * have missed packets, because the room has moved to another machine or the member's machine was too far behind.
     */
    default void onEnter(int member) {}

    /** Handles the end of a membership: the member has left, or its machine is unreachable. */
    default void onLeave(int member) {}

    /**
     * Returns the state to keep when the room moves to another machine. Called at intervals after changes, and when the
     * room is about to move. Never called for a room in a single process.
     *
     * @return the state in a format of your own; empty if there is nothing to keep
     */
    default byte[] snapshot() {
        return new byte[0];
    }

    /**
     * Restores a state. Called before all other methods, if there is a state that is not empty.
     *
     * @param snapshot a result of {@link #snapshot} on another machine
     */
    default void restore(byte[] snapshot) {}
}
