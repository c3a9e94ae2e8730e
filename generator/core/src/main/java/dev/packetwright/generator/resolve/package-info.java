/** Resolves PDL elements to types, ids and directions. */
@NullMarked
package dev.packetwright.generator.resolve;

import org.jspecify.annotations.NullMarked;
