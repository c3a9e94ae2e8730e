/** Writes packets as a capture of TCP traffic, which any reader of captures understands. */
@NullMarked
package dev.packetwright.runtime.capture;

import org.jspecify.annotations.NullMarked;
