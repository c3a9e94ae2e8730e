package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * A packet.
 *
 * @param id the id on the wire
 * @param name the name
 * @param direction the direction in which the packet travels
 * @param role the role; empty for a packet that the handlers of its receivers handle
 * @param body the members
 * @param since the version of the protocol that added the packet
 * @param deprecated the reason not to use the packet any more
 * @param doc the comment before the packet
 */
public record PacketType(
        int id,
        Name name,
        Direction direction,
        Optional<Role> role,
        Body body,
        int since,
        Optional<String> deprecated,
        Optional<String> doc) {
    /**
     * Returns a hash of the members as they are on the wire. It covers neither the names nor the id, so that a renamed
     * packet keeps it.
     */
    public String shape() {
        return Fingerprint.shapeOf(body);
    }
}
