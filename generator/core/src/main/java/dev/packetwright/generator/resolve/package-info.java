/** From what is written in PDL files to what it means: types, ids, directions, names in Java. */
@NullMarked
package dev.packetwright.generator.resolve;

import org.jspecify.annotations.NullMarked;
