/** A large protocol, written for each generator, and what generating and compiling it costs. */
@NullMarked
package dev.packetwright.benchmarks.generator;

import org.jspecify.annotations.NullMarked;
