package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * One value of a packet or of a list's element.
 *
 * @param name its name
 * @param type what it holds
 * @param doc the comment before it
 */
public record Member(Name name, MemberType type, Optional<String> doc) {}
