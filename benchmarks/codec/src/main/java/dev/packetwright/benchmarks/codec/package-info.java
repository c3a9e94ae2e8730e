/** Encoding and decoding of game packets: Packetwright and what one would use instead, on the same work. */
@NullMarked
package dev.packetwright.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
