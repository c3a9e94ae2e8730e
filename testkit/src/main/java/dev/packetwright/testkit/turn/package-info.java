/** The machine under the runtime of a network: it turns loops, executors and timers by hand, one after another. */
@NullMarked
package dev.packetwright.testkit.turn;

import org.jspecify.annotations.NullMarked;
