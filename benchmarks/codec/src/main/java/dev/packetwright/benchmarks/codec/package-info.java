/** Encoding and decoding of game packets with Packetwright and its alternatives, on the same work. */
@NullMarked
package dev.packetwright.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
