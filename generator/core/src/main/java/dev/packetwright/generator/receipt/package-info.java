/** What a run was made from and what it made, so that the next one can tell that it has nothing to do. */
@NullMarked
package dev.packetwright.generator.receipt;

import org.jspecify.annotations.NullMarked;
