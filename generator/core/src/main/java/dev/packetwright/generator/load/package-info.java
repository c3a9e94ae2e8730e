/** From file names to what is written in the files, imports included: the only room that reads files. */
@NullMarked
package dev.packetwright.generator.load;

import org.jspecify.annotations.NullMarked;
