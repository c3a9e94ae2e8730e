/** Packets without classes for them: from bytes to values and back, by the model alone. */
@NullMarked
package dev.packetwright.generator.codec;

import org.jspecify.annotations.NullMarked;
