/** Tests of the chat server's classes. */
@NullMarked
package dev.packetwright.examples.chatcluster.server;

import org.jspecify.annotations.NullMarked;
