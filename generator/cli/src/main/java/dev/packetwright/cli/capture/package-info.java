/** What a capture file holds of TCP: its frames, and the bytes of each connection in their order. */
@NullMarked
package dev.packetwright.cli.capture;

import org.jspecify.annotations.NullMarked;
