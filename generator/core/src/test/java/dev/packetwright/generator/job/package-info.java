/** Tests of whole runs of the generator, in real folders. */
@NullMarked
package dev.packetwright.generator.job;

import org.jspecify.annotations.NullMarked;
