/** The Java names of what a PDL names. */
@NullMarked
package dev.packetwright.generator.target.java.name;

import org.jspecify.annotations.NullMarked;
