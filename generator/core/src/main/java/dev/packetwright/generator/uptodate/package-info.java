/** The up-to-date check: the record of a run, from which the next run can tell that nothing has to be done. */
@NullMarked
package dev.packetwright.generator.uptodate;

import org.jspecify.annotations.NullMarked;
