package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;

/**
 * One frame of a capture.
 *
 * @param at the number and the time of the frame
 * @param linkType the type of the link header, as numbered by tcpdump.org
 * @param bytes the captured bytes, big-endian; the position is the start
 */
record Frame(Moment at, int linkType, ByteBuffer bytes) {}
