package dev.packetwright.runtime.packet;

import java.util.Locale;

/**
 * A packet holds more than the wire can carry: over {@value Packet#MAX_SIZE} bytes in the packet or in a string, or
 * over 65,535 elements in a list; or it has more bytes than a session may send. Nothing of it was written or sent.
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

    /** The member that does not fit, with dots into lists. */
    public String member() {
        return member;
    }

    /**
     * What is too large: the bytes of the string, the elements of the list, or the bytes of the packet up to and
     * including the member.
     */
    public long size() {
        return size;
    }
}
