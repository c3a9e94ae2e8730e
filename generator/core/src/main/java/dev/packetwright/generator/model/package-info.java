/** A protocol, resolved and named: what emitters, and whatever else wants to know of it, work from. Immutable. */
@NullMarked
package dev.packetwright.generator.model;

import org.jspecify.annotations.NullMarked;
