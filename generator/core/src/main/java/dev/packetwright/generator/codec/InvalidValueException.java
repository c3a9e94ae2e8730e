package dev.packetwright.generator.codec;

/** Thrown for a value that a packet cannot hold. The path of the member grows while the exception passes its owners. */
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String member;
    private final String problem;

    /**
     * Makes an exception without a path.
     *
     * @param problem the clause that follows the name of the member: {@code is 300, not 0 to 255}
     */
    public InvalidValueException(String problem) {
        this("", problem);
    }

    private InvalidValueException(String member, String problem) {
        super(member.isEmpty() ? problem : member + " " + problem, null, false, false);
        this.member = member;
        this.problem = problem;
    }

    /** Returns a copy with the name of an enclosing member in front of the path. */
    public InvalidValueException in(String owned) {
        return new InvalidValueException(Ways.join(owned, member), problem);
    }

    /** Returns a copy with the index of a list element in front of the path. */
    public InvalidValueException in(int index) {
        return new InvalidValueException(Ways.join(index, member), problem);
    }

    /** Returns the path of the member, with dots for structs and lists and with the indexes of elements. */
    public String member() {
        return member;
    }

    /** Returns the problem, to be read after the path. */
    public String problem() {
        return problem;
    }
}
