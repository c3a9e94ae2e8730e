/** Packets in a stream of bytes: where one ends and the next begins. Knows no sockets. Not exported. */
@NullMarked
package dev.packetwright.runtime.framing;

import org.jspecify.annotations.NullMarked;
