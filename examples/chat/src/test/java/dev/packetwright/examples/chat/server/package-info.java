/** Tests of the chat server's classes. */
@NullMarked
package dev.packetwright.examples.chat.server;

import org.jspecify.annotations.NullMarked;
