package dev.packetwright.runtime.packet;

import java.util.Locale;

/**
 * Received bytes are not the packet that they claim to be.
 *
 * <p>It is thrown for what a peer sent, possibly at a high rate, and so carries no stack trace: packet, member and
 * offset say where the bytes are wrong.
 */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String packet;
    private final String member;
    private final int offset;

    /**
     * @param path the packet's name, then after a dot the member's, and so on into lists: {@code S_Info.skill.level}
     * @param offset where the member begins, in bytes from the start of the packet's header
     * @param problem what is wrong, in a few words
     */
    public MalformedPacketException(String path, int offset, String problem) {
        super(String.format(Locale.ROOT, "%s at byte %d: %s", path, offset, problem), null, false, false);
        this.packet = MemberPath.packet(path);
        this.member = MemberPath.member(path);
        this.offset = offset;
    }

    /** The packet's name, or {@code header} where the header itself is malformed. */
    public String packet() {
        return packet;
    }

    /** The member within the packet, with dots into lists; empty where the packet as a whole is meant. */
    public String member() {
        return member;
    }

    /** Where the member begins, in bytes from the start of the packet's header. */
    public int offset() {
        return offset;
    }
}
