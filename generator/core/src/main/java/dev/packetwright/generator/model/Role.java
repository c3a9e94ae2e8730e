package dev.packetwright.generator.model;

import java.util.Locale;

/** The purpose of a packet that a session handles itself: its handlers have no method for the packet. */
public enum Role {
    /** The first packet of a peer, which asks for admission. */
    HANDSHAKE,
    /** A packet that the peer answers with a {@link #PONG}. */
    PING,
    /** The answer to a {@link #PING}, with the same value. */
    PONG;

    /** Returns the name in a PDL. */
    public String pdlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
