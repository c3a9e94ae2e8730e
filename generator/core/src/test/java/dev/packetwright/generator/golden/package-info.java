/** Generated sources that are checked in, so that a change of what is generated shows. */
@NullMarked
package dev.packetwright.generator.golden;

import org.jspecify.annotations.NullMarked;
