/** The costs of generating and compiling a large protocol with each generator. */
@NullMarked
package dev.packetwright.benchmarks.generator;

import org.jspecify.annotations.NullMarked;
