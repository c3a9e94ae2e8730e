package dev.packetwright.generator.codec;

/** Bytes are not what the model wants. Gathers the way to the member as it passes through the readers of its owners. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String way;
    private final int offset;
    private final String problem;

    MalformedException(int offset, String problem) {
        this("", offset, problem);
    }

    private MalformedException(String way, int offset, String problem) {
        super(problem, null, false, false);
        this.way = way;
        this.offset = offset;
        this.problem = problem;
    }

    /** The same, seen from the owner of a member. */
    MalformedException in(String member) {
        return new MalformedException(Ways.join(member, way), offset, problem);
    }

    /** The same, seen from the list of an element. */
    MalformedException in(int index) {
        return new MalformedException(Ways.join(index, way), offset, problem);
    }

    Decoded.Malformed of(String packet) {
        return new Decoded.Malformed(packet, way, offset, problem);
    }
}
