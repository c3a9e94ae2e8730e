/**
 * Rooms by name. The {@link dev.packetwright.rooms.RoomLogic} of a room is its single writer. Handlers use rooms in the
 * same way in one process and on a cluster.
 */
@NullMarked
package dev.packetwright.rooms;

import org.jspecify.annotations.NullMarked;
