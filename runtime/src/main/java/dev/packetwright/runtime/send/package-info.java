/** The outbound queue of a connection, and the memory that queues share. Not exported. */
@NullMarked
package dev.packetwright.runtime.send;

import org.jspecify.annotations.NullMarked;
