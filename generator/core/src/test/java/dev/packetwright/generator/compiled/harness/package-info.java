/** Generated code compiled in memory, and the means to call it and to judge it. */
@NullMarked
package dev.packetwright.generator.compiled.harness;

import org.jspecify.annotations.NullMarked;
