/** The up-to-date check: the record of a run, which shows the next run whether it has anything to do. */
@NullMarked
package dev.packetwright.generator.uptodate;

import org.jspecify.annotations.NullMarked;
