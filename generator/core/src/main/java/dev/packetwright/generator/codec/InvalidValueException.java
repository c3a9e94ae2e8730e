package dev.packetwright.generator.codec;

/** A packet cannot hold a value. Gathers the way to the member as it passes through the members' owners. */
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String member;
    private final String problem;

    /**
     * A value that is wrong by itself.
     *
     * @param problem what is wrong, to be read behind the name of the member: {@code is 300, not 0 to 255}
     */
    public InvalidValueException(String problem) {
        this("", problem);
    }

    private InvalidValueException(String member, String problem) {
        super(member.isEmpty() ? problem : member + " " + problem, null, false, false);
        this.member = member;
        this.problem = problem;
    }

    /** The same, seen from the owner of a member. */
    public InvalidValueException in(String owned) {
        return new InvalidValueException(Ways.join(owned, member), problem);
    }

    /** The same, seen from the list of an element. */
    public InvalidValueException in(int index) {
        return new InvalidValueException(Ways.join(index, member), problem);
    }

    /** The way to the member, with dots into structs and lists, and the indexes of elements. */
    public String member() {
        return member;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }
}
