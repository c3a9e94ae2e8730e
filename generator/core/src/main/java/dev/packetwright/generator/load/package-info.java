/** Loads PDL files with everything they import, from disk and from artifacts. */
@NullMarked
package dev.packetwright.generator.load;

import org.jspecify.annotations.NullMarked;
