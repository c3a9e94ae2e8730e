package dev.packetwright.runtime.packet;

/** The direction in which a packet travels. */
public enum Direction {
    /** Sent by the client, handled by the server. */
    CLIENT_TO_SERVER,
    /** Sent by the server, handled by the client. */
    SERVER_TO_CLIENT,
    /** Sent and handled by either side. */
    BOTH
}
