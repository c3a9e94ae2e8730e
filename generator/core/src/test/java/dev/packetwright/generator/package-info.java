/** Tests of the generator through its public interface: from PDL to diagnostics and sources. */
@NullMarked
package dev.packetwright.generator;

import org.jspecify.annotations.NullMarked;
