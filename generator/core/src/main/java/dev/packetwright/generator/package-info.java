/**
 * From PDL files to Java sources, in a straight line: {@code pdl} reads, {@code resolve} gives meaning, {@code validate}
 * checks, {@code emit} writes Java, and {@code output} brings it to disk. {@link
 * dev.packetwright.generator.Generator} is the way in for programs.
 */
@NullMarked
package dev.packetwright.generator;

import org.jspecify.annotations.NullMarked;
