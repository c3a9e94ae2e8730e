package dev.packetwright.runtime.session;

/** The phases of a connection, in their order; CLOSING may be left out. */
enum Phase {
    /** The connection receives and sends. */
    OPEN,
    /** The connection flushes its queue, ends its stream, and waits for the end of the peer's stream. */
    CLOSING,
    /** The channel is closed, and the session has ended. */
    CLOSED
}
