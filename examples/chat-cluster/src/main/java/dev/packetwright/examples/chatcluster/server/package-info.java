/** The chat server: the logic of a room, the session of a player, and the handlers of packets. */
@NullMarked
package dev.packetwright.examples.chatcluster.server;

import org.jspecify.annotations.NullMarked;
