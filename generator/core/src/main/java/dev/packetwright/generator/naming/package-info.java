/** From names in a PDL to names in Java. */
@NullMarked
package dev.packetwright.generator.naming;

import org.jspecify.annotations.NullMarked;
