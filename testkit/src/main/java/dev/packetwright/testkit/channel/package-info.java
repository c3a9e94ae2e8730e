/** Selectors and channels in memory: connections whose bytes are delayed, split, held or cut as a script says. */
@NullMarked
package dev.packetwright.testkit.channel;

import org.jspecify.annotations.NullMarked;
