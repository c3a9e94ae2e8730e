/** The generator as its users see it: PDL in, diagnostics and sources out. */
@NullMarked
package dev.packetwright.generator;

import org.jspecify.annotations.NullMarked;
