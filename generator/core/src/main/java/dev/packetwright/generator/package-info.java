/**
 * Generates code from PDL files in a straight line: {@code pdl} reads, {@code resolve} gives meaning, {@code validate}
 * checks, a {@code target} writes code, and {@code output} brings it to disk. {@link
 * dev.packetwright.generator.Generator} is the entry point for programs.
 */
@NullMarked
package dev.packetwright.generator;

import org.jspecify.annotations.NullMarked;
