/** Reads captures: the frames of a file, and the bytes of each TCP connection in order. */
@NullMarked
package dev.packetwright.cli.capture;

import org.jspecify.annotations.NullMarked;
