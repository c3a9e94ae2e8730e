/** The text of PDL files, and places in it. */
@NullMarked
package dev.packetwright.generator.source;

import org.jspecify.annotations.NullMarked;
