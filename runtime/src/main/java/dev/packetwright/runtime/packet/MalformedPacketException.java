package dev.packetwright.runtime.packet;

/**
 * Thrown when received bytes are not a valid packet.
 *
 * <p>A hostile peer can cause this exception at a high rate, so that it has no stack trace. The packet, the member and
 * the offset say where the bytes are wrong.
 */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final int offset;
    private final String problem;

    /**
     * Makes an exception for one member.
     *
     * @param path the names of the packet and of the member, with dots into structs and elements of lists:
     *     {@code S_Info.skill[2].level}
     * @param offset the offset of the member, in bytes from the start of the packet's header
     * @param problem the problem in a few words
     */
    public MalformedPacketException(String path, int offset, String problem) {
        super(null, null, false, false);
        this.path = path;
        this.offset = offset;
        this.problem = problem;
    }

    /**
     * Path, offset and problem. The text is built on demand because most exceptions are replaced by {@link #within}.
     */
    @Override
    public String getMessage() {
        return path + " at byte " + offset + ": " + problem;
    }

    /** The packet's name, or {@code header} if the header itself is malformed. */
    public String packet() {
        return MemberPath.packet(path);
    }

    /**
     * The path of the member within the packet, with dots into structs and lists and with the indexes of elements;
     * empty if the problem concerns the packet as a whole.
     */
    public String member() {
        return MemberPath.member(path);
    }

    /** The offset of the member, in bytes from the start of the packet's header. */
    public int offset() {
        return offset;
    }

    /**
     * The same exception with the full path. A struct or an element of a list knows only its own name; the code that
     * reads the packet around it knows the rest. For generated code.
     *
     * @param inner the beginning of the path to replace: a struct's name or the path of a list
     * @param outer its replacement, a path from the packet: {@code S_Info.pos} or {@code S_Info.skill[2]}
     */
    public MalformedPacketException within(String inner, String outer) {
        return new MalformedPacketException(outer + path.substring(inner.length()), offset, problem);
    }
}
