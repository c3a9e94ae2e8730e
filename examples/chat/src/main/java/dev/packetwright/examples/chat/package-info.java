/** The chat example: a server, a console client and a crowd of bots, in one jar. */
@NullMarked
package dev.packetwright.examples.chat;

import org.jspecify.annotations.NullMarked;
