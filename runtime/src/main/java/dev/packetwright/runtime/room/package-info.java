/** Rooms: groups of sessions that one packet is sent to at once. */
@NullMarked
package dev.packetwright.runtime.room;

import org.jspecify.annotations.NullMarked;
