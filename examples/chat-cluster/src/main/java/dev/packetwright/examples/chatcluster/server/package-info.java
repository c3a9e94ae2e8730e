/** The chat server as a node: a logic for each room, a session for each player, a handler for each packet. */
@NullMarked
package dev.packetwright.examples.chatcluster.server;

import org.jspecify.annotations.NullMarked;
