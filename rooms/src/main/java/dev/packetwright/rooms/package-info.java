/** Rooms by name, each with a logic that is its single writer: the same to handlers in one process and on a cluster. */
@NullMarked
package dev.packetwright.rooms;

import org.jspecify.annotations.NullMarked;
