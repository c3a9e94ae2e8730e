package dev.packetwright.generator.pdl;

/**
 * A PDL file, not yet looked into.
 *
 * @param name how the user named it, as diagnostics show it
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent")
public record PdlInput(String name, byte[] bytes) {}
