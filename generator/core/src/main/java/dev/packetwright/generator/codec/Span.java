package dev.packetwright.generator.codec;

/**
 * The bytes of one member in an encoded packet, those of its own members included.
 *
 * @param path the names of the members that lead to it, joined with dots. All elements of a list have the same paths
 * @param start the offset of the first byte from the start of the header
 * @param end the offset after the last byte
 */
public record Span(String path, int start, int end) {}
