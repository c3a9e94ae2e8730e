/** The Java names of a protocol. */
@NullMarked
package dev.packetwright.generator.target.java.name;

import org.jspecify.annotations.NullMarked;
