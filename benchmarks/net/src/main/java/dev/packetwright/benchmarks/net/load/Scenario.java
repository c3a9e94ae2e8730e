package dev.packetwright.benchmarks.net.load;

import java.util.List;
import java.util.Locale;

/**
 * The behaviour of the clients.
 *
 * @param connections the number of connections
 * @param senders the number of connections that send
 * @param burst the number of packets that a sender sends before it waits for all of them to come back
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

    /** The kind of traffic. */
    public enum Kind {
        /** Every packet goes back to its sender. */
        ECHO,
        /** Every packet goes to all members. */
        BROADCAST,
        /** One echo per connection, followed by a measurement of memory. */
        IDLE
    }

    /** Each client sends a packet, waits for the answer, and sends the next one. */
    public static Scenario echo(int connections) {
        return new Scenario(Kind.ECHO, connections, connections, 1);
    }

    /** Eight members of a room send, each again after its own packet has arrived. All members receive all packets. */
    public static Scenario broadcast(int members) {
        return new Scenario(Kind.BROADCAST, members, SPEAKERS, 1);
    }

    /** Whether senders send several packets before they wait. */
    public boolean isPipelined() {
        return burst > 1;
    }

    /** The name in tables. */
    public String label() {
        return isPipelined()
                ? "pipelined echo, %d x %d".formatted(connections, burst)
                : "%s %,d".formatted(kind.name().toLowerCase(Locale.ROOT), connections);
    }

    /** The form for a command line; see {@link #parse}. */
    public String spec() {
        return kind + ":" + connections + ":" + senders + ":" + burst;
    }

    /** Parses the form that {@link #spec()} writes. */
    static Scenario parse(String spec) {
        String[] parts = spec.split(":", -1);
        return new Scenario(
                Kind.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
