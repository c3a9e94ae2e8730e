package dev.packetwright.generator.codec;

/**
 * Thrown for bytes that contradict the model. The path of the member grows while the exception passes the readers of
 * its owners.
 */
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

    /** Returns a copy with the name of an enclosing member in front of the path. */
    MalformedException in(String member) {
        return new MalformedException(Ways.join(member, way), offset, problem);
    }

    /** Returns a copy with the index of a list element in front of the path. */
    MalformedException in(int index) {
        return new MalformedException(Ways.join(index, way), offset, problem);
    }

    Decoded.Malformed of(String packet) {
        return new Decoded.Malformed(packet, way, offset, problem);
    }
}
