package dev.packetwright.generator.model;

/** One of the two peers of a connection. */
public enum Side {
    SERVER,
    CLIENT
}
