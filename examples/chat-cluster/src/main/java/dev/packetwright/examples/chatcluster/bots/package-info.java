/** A crowd of bots in several rooms, which find other nodes when theirs are gone, and check what rooms promise. */
@NullMarked
package dev.packetwright.examples.chatcluster.bots;

import org.jspecify.annotations.NullMarked;
