/** From generated sources to files. */
@NullMarked
package dev.packetwright.generator.output;

import org.jspecify.annotations.NullMarked;
