/** Writes generated files to output folders. */
@NullMarked
package dev.packetwright.generator.output;

import org.jspecify.annotations.NullMarked;
