/** Reads files from the revisions of a git repository, with the {@code git} command. */
@NullMarked
package dev.packetwright.generator.git;

import org.jspecify.annotations.NullMarked;
