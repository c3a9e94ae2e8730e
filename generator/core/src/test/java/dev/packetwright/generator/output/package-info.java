/** Tests of the output folder on a real file system. */
@NullMarked
package dev.packetwright.generator.output;

import org.jspecify.annotations.NullMarked;
