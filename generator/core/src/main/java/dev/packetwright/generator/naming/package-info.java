/** The names that a PDL may give. */
@NullMarked
package dev.packetwright.generator.naming;

import org.jspecify.annotations.NullMarked;
