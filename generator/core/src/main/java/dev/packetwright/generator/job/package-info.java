/** A whole run of the generator, from PDL files to folders of generated files, as every front end needs it. */
@NullMarked
package dev.packetwright.generator.job;

import org.jspecify.annotations.NullMarked;
