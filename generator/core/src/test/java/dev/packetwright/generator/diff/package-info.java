/** Changes between versions. */
@NullMarked
package dev.packetwright.generator.diff;

import org.jspecify.annotations.NullMarked;
