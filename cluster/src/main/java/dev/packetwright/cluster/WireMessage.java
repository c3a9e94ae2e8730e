package dev.packetwright.cluster;

/**
 * A message that travels between nodes, or a state that is stored. {@link MessageType} has one constant for each
 * implementation.
 */
interface WireMessage {
    /** Writes the fields in the order in which the {@code read} method of the same class reads them. */
    void write(WireWriter out);
}
