/** Decodes and encodes packets without generated classes, by the model alone. */
@NullMarked
package dev.packetwright.generator.codec;

import org.jspecify.annotations.NullMarked;
