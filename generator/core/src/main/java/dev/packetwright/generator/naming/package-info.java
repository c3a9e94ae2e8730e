/** The rules for names in a PDL. */
@NullMarked
package dev.packetwright.generator.naming;

import org.jspecify.annotations.NullMarked;
