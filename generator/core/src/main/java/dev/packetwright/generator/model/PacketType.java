package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * A packet.
 *
 * @param id its id on the wire
 * @param name its name
 * @param direction which way it travels
 * @param body its members
 * @param since the version of the protocol that it came with
 * @param deprecated why not to use it any more
 * @param doc the comment before it
 */
public record PacketType(
        int id,
        Name name,
        Direction direction,
        Body body,
        int since,
        Optional<String> deprecated,
        Optional<String> doc) {}
