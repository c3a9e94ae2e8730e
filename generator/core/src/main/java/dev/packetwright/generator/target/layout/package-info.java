/** The target {@code layout}: the resolved protocol as one JSON document, from which other generators work. */
@NullMarked
package dev.packetwright.generator.target.layout;

import org.jspecify.annotations.NullMarked;
