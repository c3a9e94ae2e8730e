package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;

/**
 * One frame of a capture.
 *
 * @param number its number in the file, from 1
 * @param linkType what it begins with, as tcpdump.org numbers these
 * @param bytes what was captured of it, big-endian, its position at the start
 */
record Frame(long number, int linkType, ByteBuffer bytes) {}
