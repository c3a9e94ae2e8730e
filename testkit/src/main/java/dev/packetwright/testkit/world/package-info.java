/** The time and the chance of one network. */
@NullMarked
package dev.packetwright.testkit.world;

import org.jspecify.annotations.NullMarked;
