/** Compares two versions of a protocol: the changes, and their effect on peers and Java code. */
@NullMarked
package dev.packetwright.generator.diff;

import org.jspecify.annotations.NullMarked;
