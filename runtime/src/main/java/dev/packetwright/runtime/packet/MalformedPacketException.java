package dev.packetwright.runtime.packet;

/**
 * Received bytes are not the packet that they claim to be.
 *
 * <p>It is thrown for what a peer sent, possibly at a high rate, and so carries no stack trace: packet, member and
 * offset say where the bytes are wrong.
 */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final int offset;
    private final String problem;

    /**
     * @param path the packet's name, then after a dot the member's, and so on into structs
     *     and the elements of lists: {@code S_Info.skill[2].level}
     * @param offset where the member begins, in bytes from the start of the packet's header
     * @param problem what is wrong, in a few words
     */
    public MalformedPacketException(String path, int offset, String problem) {
        super(null, null, false, false);
        this.path = path;
        this.offset = offset;
        this.problem = problem;
    }

    /** Put together when it is asked for: most of these are made again on the way out of the records of the packet. */
    @Override
    public String getMessage() {
        return path + " at byte " + offset + ": " + problem;
    }

    /** The packet's name, or {@code header} where the header itself is malformed. */
    public String packet() {
        return MemberPath.packet(path);
    }

    /** The member within the packet, with dots into structs and lists, and the indexes of elements; empty where the packet as a whole is meant. */
    public String member() {
        return MemberPath.member(path);
    }

    /** Where the member begins, in bytes from the start of the packet's header. */
    public int offset() {
        return offset;
    }

    /**
     * The same, seen from around the record that was read, which knows no more of its place than its own name. For
     * generated code.
     *
     * @param inner what the path begins with: a struct's name, or the path of a list
     * @param outer the way to it from the packet: {@code S_Info.pos}, or {@code S_Info.skill[2]}
     */
    public MalformedPacketException within(String inner, String outer) {
        return new MalformedPacketException(outer + path.substring(inner.length()), offset, problem);
    }
}
