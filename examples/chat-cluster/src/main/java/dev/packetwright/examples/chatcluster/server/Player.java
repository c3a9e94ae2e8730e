package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.runtime.packet.Packet;

/** A player as the handler sees one: in one room at most. A test implements it without a connection. */
interface Player {
    /** The name of the player's room; empty if there is none. */
    String roomName();

    /**
     * Moves the player to a room.
     *
     * @return false if the room takes no more at the moment; then the player stays where it is
     */
    boolean enter(String room);

    /**
     * Gives a command to the logic of the player's room.
     *
     * @return false if there is no room, or if it does not take the command
     */
    boolean command(Packet command);

    /** Sends the player a line of the server. */
    void tell(String text);

    /** Ends the player's connection. */
    void close();
}
