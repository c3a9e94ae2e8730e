package dev.packetwright.benchmarks.net.server;

import dev.packetwright.benchmarks.net.load.Wire;
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
    /** The runtime and generated code of this project, over WebSocket. */
    PACKETWRIGHT_WEB_SOCKET("packetwright, WebSocket", 17),
    /** Netty on NIO over WebSocket, which flushes a connection once per turn of its loop. */
    NETTY_NIO_WEB_SOCKET("netty nio, WebSocket", 17),
    /** Netty on epoll over WebSocket, which flushes a connection once per turn of its loop. */
    NETTY_EPOLL_WEB_SOCKET("netty epoll, WebSocket", 17),
    /** The least: bytes are copied back, or to the room, and are not looked at. */
    COPY("bytes copied", 17);

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

    /** The carrier of its packets. */
    public Wire wire() {
        return name().endsWith("WEB_SOCKET") ? Wire.WEB_SOCKET : Wire.TCP;
    }

    /** Whether the server is one of Netty's. */
    public boolean isNetty() {
        return name().startsWith("NETTY");
    }

    /** Whether this JDK can run the server. */
    public boolean isPossible() {
        return Runtime.version().feature() >= sinceJdk;
    }

    /** Starts the server on loopback and returns its port. It runs until the process ends. */
    int start() throws IOException {
        return switch (this) {
            case PACKETWRIGHT, PACKETWRIGHT_WEB_SOCKET -> PacketwrightServer.start(wire());
            case NETTY_NIO -> NettyServer.onNio(Flushing.EACH, wire());
            case NETTY_NIO_COALESCED, NETTY_NIO_WEB_SOCKET -> NettyServer.onNio(Flushing.PER_TURN, wire());
            case NETTY_EPOLL -> NettyServer.onEpoll(Flushing.EACH, wire());
            case NETTY_EPOLL_COALESCED, NETTY_EPOLL_WEB_SOCKET -> NettyServer.onEpoll(Flushing.PER_TURN, wire());
            case VIRTUAL_THREADS -> ThreadServer.start();
            case COPY -> CopyServer.start();
        };
    }
}
