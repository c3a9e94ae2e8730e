/** Compiles generated code in memory, calls it and checks its results. */
@NullMarked
package dev.packetwright.generator.compiled.harness;

import org.jspecify.annotations.NullMarked;
