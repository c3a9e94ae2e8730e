/** Compares generated sources with checked-in copies, so that reviews show every change of the output. */
@NullMarked
package dev.packetwright.generator.golden;

import org.jspecify.annotations.NullMarked;
