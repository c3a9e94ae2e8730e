/** The console client, which connects to another node when its own fails. */
@NullMarked
package dev.packetwright.examples.chatcluster.client;

import org.jspecify.annotations.NullMarked;
