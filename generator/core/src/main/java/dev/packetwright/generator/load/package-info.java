/** From the names of files to what is written in them, imports included, be they on disk or in artifacts. */
@NullMarked
package dev.packetwright.generator.load;

import org.jspecify.annotations.NullMarked;
