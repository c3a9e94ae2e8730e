/** Random PDL files, versions, values and packets, each created from a seed. */
@NullMarked
package dev.packetwright.generator.compiled.random;

import org.jspecify.annotations.NullMarked;
