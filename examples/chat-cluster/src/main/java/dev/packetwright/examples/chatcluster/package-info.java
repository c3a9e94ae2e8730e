/** The chat on a cluster: a server node, a console client and bots, in one jar. */
@NullMarked
package dev.packetwright.examples.chatcluster;

import org.jspecify.annotations.NullMarked;
