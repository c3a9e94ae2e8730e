package dev.packetwright.benchmarks.net.load;

import java.util.Locale;

/** What clients do. */
public enum Scenario {
    /** One client sends a packet, waits for the answer, and sends the next. */
    ECHO_1(Kind.ECHO, 1, 1, 1),
    /** The same by so many at once. */
    ECHO_64(Kind.ECHO, 64, 64, 1),
    /** The same by so many at once. */
    ECHO_512(Kind.ECHO, 512, 512, 1),
    /** Each client sends 256 packets in one go, and the next ones when all are answered. */
    PIPELINED_16_X_256(Kind.ECHO, 16, 16, 256),
    /** Eight of a room's members speak, each again when it has heard itself; all hear all. */
    BROADCAST_100(Kind.BROADCAST, 100, 8, 1),
    /** The same in a room of so many. */
    BROADCAST_1000(Kind.BROADCAST, 1_000, 8, 1),
    /** Each client sends a packet, gets its answer, and is silent from then on. */
    IDLE_10000(Kind.IDLE, 10_000, 10_000, 1);

    /** How a server is used. */
    public enum Kind {
        /** Every answer goes to who asked. */
        ECHO,
        /** Every answer goes to all. */
        BROADCAST,
        /** One echo for each connection; what counts is the memory afterwards. */
        IDLE
    }

    private final Kind kind;
    private final int connections;
    private final int senders;
    private final int burst;

    Scenario(Kind kind, int connections, int senders, int burst) {
        this.kind = kind;
        this.connections = connections;
        this.senders = senders;
        this.burst = burst;
    }

    /** How the server is used. */
    public Kind kind() {
        return kind;
    }

    /** How many connections there are. */
    public int connections() {
        return connections;
    }

    /** How many of them send. */
    int senders() {
        return senders;
    }

    /** How many packets a sender sends before it waits. */
    int burst() {
        return burst;
    }

    /** As it is called in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
