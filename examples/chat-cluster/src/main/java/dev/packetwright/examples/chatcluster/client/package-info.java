/** The console client, which finds another node when its own is gone. */
@NullMarked
package dev.packetwright.examples.chatcluster.client;

import org.jspecify.annotations.NullMarked;
