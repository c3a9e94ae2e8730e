package dev.packetwright.generator.model;

/** One of the two peers of a connection. */
public enum Side {
    SERVER,
    CLIENT;

    /** Returns the peer of this side. */
    public Side other() {
        return this == SERVER ? CLIENT : SERVER;
    }
}
