/** Converts the values of packets to JSON and back. Parsing and printing JSON text happens elsewhere. */
@NullMarked
package dev.packetwright.generator.json;

import org.jspecify.annotations.NullMarked;
