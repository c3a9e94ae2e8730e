/** Bots that chat in several rooms, connect to other nodes when theirs fail, and check the guarantees of rooms. */
@NullMarked
package dev.packetwright.examples.chatcluster.bots;

import org.jspecify.annotations.NullMarked;
