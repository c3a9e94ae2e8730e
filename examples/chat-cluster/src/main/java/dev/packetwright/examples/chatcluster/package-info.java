/** The chat on a cluster: a server that is a node of it, a console client and a crowd of bots, in one jar. */
@NullMarked
package dev.packetwright.examples.chatcluster;

import org.jspecify.annotations.NullMarked;
