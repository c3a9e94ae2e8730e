package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * A packet.
 *
 * @param id its id on the wire, from 1
 * @param name its name
 * @param direction which way it travels
 * @param body its members
 * @param doc the comment before it
 */
public record PacketType(int id, Name name, Direction direction, Body body, Optional<String> doc) {}
