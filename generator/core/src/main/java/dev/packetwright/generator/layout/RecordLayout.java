package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.RecordType;

/**
 * The layout of a struct, or of the elements of a list that have members of their own.
 *
 * @param type the struct or the element
 * @param body the layout of its members
 */
public record RecordLayout(RecordType type, BodyLayout body) {}
