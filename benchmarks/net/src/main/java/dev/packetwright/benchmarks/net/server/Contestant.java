package dev.packetwright.benchmarks.net.server;

import java.io.IOException;

/** A compared server. */
public enum Contestant {
    /** The runtime and generated code of this project. */
    PACKETWRIGHT("packetwright", 17),
    /** Netty on NIO that flushes each packet at once. */
    NETTY_NIO("netty nio, flush each", 17),
    /** Netty on NIO that flushes a connection once per turn of its loop. */
    NETTY_NIO_COALESCED("netty nio, flush per turn", 17),
    /** Netty on epoll that flushes each packet at once. */
    NETTY_EPOLL("netty epoll, flush each", 17),
    /** Netty on epoll that flushes a connection once per turn of its loop. */
    NETTY_EPOLL_COALESCED("netty epoll, flush per turn", 17),
    /** A virtual thread for each connection, with blocking reads and writes. */
    VIRTUAL_THREADS("virtual threads", 21),
    /** The least: bytes are copied back, and nobody knows packets or rooms. */
    COPY("bytes copied back", 17);

    private final String label;
    private final int sinceJdk;

    Contestant(String label, int sinceJdk) {
        this.label = label;
        this.sinceJdk = sinceJdk;
    }

    /** The name in tables. */
    public String label() {
        return label;
    }

    /** Whether this JDK can run the server. */
    public boolean isPossible() {
        return Runtime.version().feature() >= sinceJdk;
    }

    /** Whether a packet can go to all members of a room. */
    public boolean hasRooms() {
        return this != COPY;
    }

    /** Starts the server on loopback and returns its port. It runs until the process ends. */
    int start() throws IOException {
        return switch (this) {
            case PACKETWRIGHT -> PacketwrightServer.start();
            case NETTY_NIO -> NettyServer.onNio(Flushing.EACH);
            case NETTY_NIO_COALESCED -> NettyServer.onNio(Flushing.PER_TURN);
            case NETTY_EPOLL -> NettyServer.onEpoll(Flushing.EACH);
            case NETTY_EPOLL_COALESCED -> NettyServer.onEpoll(Flushing.PER_TURN);
            case VIRTUAL_THREADS -> ThreadServer.start();
            case COPY -> CopyServer.start();
        };
    }
}
