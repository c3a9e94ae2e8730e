package dev.packetwright.benchmarks.net.server;

/** The wire format for servers that read and write it by hand; see the PDL. */
final class PacketBytes {
    static final int HEADER_SIZE = 4;
    static final int PACKET_SIZE = HEADER_SIZE + 24;
    static final int C_ECHO = 1;
    static final int S_ECHO = 2;
    static final int C_JOIN = 3;
    static final int C_SAY = 4;
    static final int S_SAID = 5;
    static final int S_JOINED = 6;

    private PacketBytes() {}
}
