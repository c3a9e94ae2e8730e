package dev.packetwright.benchmarks.net.load;

import java.util.List;
import java.util.Locale;

/**
 * What clients do.
 *
 * @param connections how many there are
 * @param senders how many of them send
 * @param burst how many packets a sender sends in one go; it sends the next when it has seen all of them come back
 */
public record Scenario(Kind kind, int connections, int senders, int burst) {
    /** The loads under which servers are compared. */
    public static final List<Scenario> COMPARED = List.of(
            echo(1),
            echo(64),
            echo(512),
            new Scenario(Kind.ECHO, 16, 16, 256),
            broadcast(100),
            broadcast(1_000),
            new Scenario(Kind.IDLE, 10_000, 10_000, 1));

    private static final int SPEAKERS = 8;

    /** How a server is used. */
    public enum Kind {
        /** Every answer goes to who asked. */
        ECHO,
        /** Every answer goes to all. */
        BROADCAST,
        /** One echo for each connection; what counts is the memory afterwards. */
        IDLE
    }

    /** Each of so many clients sends a packet, waits for the answer, and sends the next. */
    public static Scenario echo(int connections) {
        return new Scenario(Kind.ECHO, connections, connections, 1);
    }

    /** Eight of so many members of a room speak, each again when it has heard itself; all hear all. */
    public static Scenario broadcast(int members) {
        return new Scenario(Kind.BROADCAST, members, SPEAKERS, 1);
    }

    /** Whether senders send more than one packet before they wait. */
    public boolean isPipelined() {
        return burst > 1;
    }

    /** As it is called in tables. */
    public String label() {
        return isPipelined()
                ? "pipelined echo, %d x %d".formatted(connections, burst)
                : "%s %,d".formatted(kind.name().toLowerCase(Locale.ROOT), connections);
    }

    /** As a process can be told of it; see {@link #parse}. */
    public String spec() {
        return kind + ":" + connections + ":" + senders + ":" + burst;
    }

    /** What {@link #spec()} says. */
    static Scenario parse(String spec) {
        String[] parts = spec.split(":", -1);
        return new Scenario(
                Kind.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
