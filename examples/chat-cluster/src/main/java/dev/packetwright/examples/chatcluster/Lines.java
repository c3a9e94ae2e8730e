package dev.packetwright.examples.chatcluster;

import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import java.util.Optional;

/**
 * How far a client has heard the lines of its room, over all its connections. Only for use by one session after another.
 */
public final class Lines {
    private final String room;
    private boolean known;
    private boolean awaitingReplay;
    private Position last = new Position(0, 0);
    private Position next = new Position(0, 0);

    /**
     * Which line of a room.
     *
     * @param life the room's life
     * @param number of the line, from 1 in each life
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

    /** Nothing has been heard. */
    public Lines(String room) {
        this.room = room;
    }

    /** The room. */
    public String room() {
        return room;
    }

    /** This client is in the room, perhaps not for the first time; returns what to send to hear what it has missed. */
    public Optional<C_Join> joined(S_Joined packet) {
        next = new Position(packet.life(), packet.number());
        boolean begins = !known || packet.life() < last.life; // or the room has forgotten everything
        if (begins) {
            known = true;
            last = new Position(packet.life(), packet.number() - 1);
        }
        awaitingReplay = !begins && !last.next().equals(next);
        return awaitingReplay ? Optional.of(new C_Join(room, last.life, last.number)) : Optional.empty();
    }

    /** The lines that come are those from there on. */
    public void from(S_Lines packet) {
        awaitingReplay = false;
        next = new Position(packet.life(), packet.number());
    }

    /** A line has come; returns its position if it is new, and nothing if it has been heard or will come once more. */
    public Optional<Position> heard() {
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
