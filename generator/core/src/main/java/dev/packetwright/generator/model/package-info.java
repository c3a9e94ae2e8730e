/** The model: a protocol with all names, types and ids resolved. All targets and tools work on it. Immutable. */
@NullMarked
package dev.packetwright.generator.model;

import org.jspecify.annotations.NullMarked;
