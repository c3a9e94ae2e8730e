package dev.packetwright.cluster;

/** An enum whose constants travel as one byte each. */
interface WireCode {
    /** The byte on the wire. */
    byte code();
}
