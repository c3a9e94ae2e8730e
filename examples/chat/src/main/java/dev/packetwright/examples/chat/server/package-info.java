/** The chat server: a room, a session for each player, a handler for each packet. */
@NullMarked
package dev.packetwright.examples.chat.server;

import org.jspecify.annotations.NullMarked;
