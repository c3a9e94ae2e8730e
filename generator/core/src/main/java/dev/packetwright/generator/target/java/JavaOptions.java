package dev.packetwright.generator.target.java;

/**
 * The options of the Java target. Immutable.
 *
 * @param views whether each packet and struct also has a view, a class that reads it in place
 * @param buildersFrom the number of members from which on a record has a builder, 1 or more. In a large protocol,
 *     builders take long to compile
 */
public record JavaOptions(boolean views, int buildersFrom) {
    /** The number of members from which on a record has a builder by default. */
    public static final int BUILDERS_FROM = 6;

    /** No views; builders for records of {@value #BUILDERS_FROM} members and more. */
    public static final JavaOptions DEFAULT = new JavaOptions(false, BUILDERS_FROM);

    /**
     * @throws IllegalArgumentException if {@code buildersFrom} is not positive
     */
    public JavaOptions {
        if (buildersFrom < 1) {
            throw new IllegalArgumentException("builders from " + buildersFrom + " members on");
        }
    }

    /** These options with views. */
    public JavaOptions withViews() {
        return new JavaOptions(true, buildersFrom);
    }

    /**
     * These options with builders for records of this many members and more.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public JavaOptions withBuildersFrom(int members) {
        return new JavaOptions(views, members);
    }
}
