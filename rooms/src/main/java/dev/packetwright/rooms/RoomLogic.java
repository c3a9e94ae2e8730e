package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.PacketReader;

/**
 * What a room does with its members' commands. It is the room's single writer: its methods are called one at a time, and
 * each sees all that those before it did, so that its state needs no lock. They should not block. What one of them
 * throws is logged, and the room goes on.
 *
 * <p>It speaks through the {@link RoomStage} that it was made with. Members have numbers, which the room gives them: 1 or
 * more, and no two members of a room have the same at a time.
 */
public interface RoomLogic {
    /**
     * A member has a command, by {@link RoomLink#tell}.
     *
     * @param command stands at the first member. Use it only during this call
     */
    void onCommand(int member, PacketReader command);

    /**
     * Somebody has become a member, and hears what is said from here on. Also called for one who is a member already, but
     * may have missed something: because the room has moved to another machine, or theirs was too far behind.
     */
    default void onEnter(int member) {}

    /** A member has left, or their machine is gone. */
    default void onLeave(int member) {}

    /**
     * The state that the room is to keep when it moves to another machine. Called after something has happened, once in a
     * while and when the room is about to move; never for a room that is in one process only.
     *
     * @return in a form of your own; empty if there is nothing to keep
     */
    default byte[] snapshot() {
        return new byte[0];
    }

    /**
     * Takes up a state. Called before all other methods, if there is one that is not empty.
     *
     * @param snapshot what {@link #snapshot} has returned elsewhere
     */
    default void restore(byte[] snapshot) {}
}
