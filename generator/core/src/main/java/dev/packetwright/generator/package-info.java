/**
 * Generates code from PDL files in a straight line: {@code pdl} reads the files, {@code resolve} resolves names, types
 * and ids, {@code validate} checks the protocol, a {@code target} emits code, and {@code output} writes it to disk.
 * {@link dev.packetwright.generator.Generator} is the entry point for programs.
 */
@NullMarked
package dev.packetwright.generator;

import org.jspecify.annotations.NullMarked;
