/**
 * The wire layout of a protocol: the place of every byte. Targets emit code and documents from it; none of them decides on
 * offsets, sizes or bounds checks. Immutable, and free of the names and texts of any programming language.
 */
@NullMarked
package dev.packetwright.generator.layout;

import org.jspecify.annotations.NullMarked;
