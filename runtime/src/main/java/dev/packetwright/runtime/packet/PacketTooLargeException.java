package dev.packetwright.runtime.packet;

import java.util.Locale;

/**
 * Thrown when a packet is too large for the wire or for a session. The wire carries at most {@value Packet#MAX_SIZE}
 * bytes in a packet or a string and at most 65,535 elements in a list. No part of the packet was written or sent.
 */
public final class PacketTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String packet;
    private final String member;
    private final long size;

    PacketTooLargeException(String path, long size, String problem) {
        super(String.format(Locale.ROOT, "%s %s: %,d; the wire carries at most %,d", path, problem, size, 65_535));
        this.packet = MemberPath.packet(path);
        this.member = MemberPath.member(path);
        this.size = size;
    }

    PacketTooLargeException(String packet, int size, int max) {
        super(String.format(Locale.ROOT, "%s has %,d bytes; at most %,d may be sent", packet, size, max));
        this.packet = packet;
        this.member = "";
        this.size = size;
    }

    /** The packet's name. */
    public String packet() {
        return packet;
    }

    /** The path of the member that is too large, with dots into lists; empty if the packet as a whole is too large. */
    public String member() {
        return member;
    }

    /**
     * The size that is too large: the number of bytes of the string, of elements of the list, or of bytes of the packet
     * up to and including the member.
     */
    public long size() {
        return size;
    }
}
