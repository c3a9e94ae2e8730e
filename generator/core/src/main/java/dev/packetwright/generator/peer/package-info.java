/** Peers whose code another generator has made: the parts of a protocol that they read differently or not at all. */
@NullMarked
package dev.packetwright.generator.peer;

import org.jspecify.annotations.NullMarked;
