package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;

/**
 * One frame of a capture.
 *
 * @param number the number in the file, from 1
 * @param linkType the type of the link header, as numbered by tcpdump.org
 * @param bytes the captured bytes, big-endian; the position is the start
 */
record Frame(long number, int linkType, ByteBuffer bytes) {}
