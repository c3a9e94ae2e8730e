package dev.packetwright.generator.peer;

/** A generator whose code a peer uses. */
public enum Peer {
    /** The generator of the C# course. */
    COURSE
}
