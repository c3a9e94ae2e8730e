package dev.packetwright.examples.chatcluster;

import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import java.util.Optional;

/**
 * The position of a client in the lines of its room, across all its connections. Not safe for use by two threads at once.
 */
public final class Lines {
    private final String room;
    private boolean known;
    private boolean awaitingReplay;
    private Position last = new Position(0, 0);
    private Position next = new Position(0, 0);

    /**
     * The position of a line in a room.
     *
     * @param life the epoch of the room, which the protocol calls its life
     * @param number the number of the line, which starts at 1 in each epoch
     */
    public record Position(long life, long number) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return life != other.life ? Long.compare(life, other.life) : Long.compare(number, other.number);
        }

        /** The position of the line after this one. */
        public Position next() {
            return new Position(life, number + 1);
        }
    }

    /** Creates a position at which no line has been received. */
    public Lines(String room) {
        this.room = room;
    }

    /** The room's name. */
    public String room() {
        return room;
    }

    /** Handles an entry into the room, which may be a repeated one. Returns the request for missed lines, if any. */
    public Optional<C_Join> joined(S_Joined packet) {
        next = new Position(packet.life(), packet.number());
        boolean begins = !known || packet.life() < last.life; // or the room has lost its state
        if (begins) {
            known = true;
            last = new Position(packet.life(), packet.number() - 1);
        }
        awaitingReplay = !begins && !last.next().equals(next);
        return awaitingReplay ? Optional.of(new C_Join(room, last.life, last.number)) : Optional.empty();
    }

    /** Handles the announcement of the next line's position. */
    public void from(S_Lines packet) {
        awaitingReplay = false;
        next = new Position(packet.life(), packet.number());
    }

    /** Handles a line. Returns its position if it is new, and nothing if it is a duplicate or will be repeated. */
    public Optional<Position> received() {
        Position position = next;
        if (!known || awaitingReplay) {
            return Optional.empty();
        }
        next = position.next();
        if (position.compareTo(last) <= 0) {
            return Optional.empty();
        }
        last = position;
        return Optional.of(position);
    }
}
