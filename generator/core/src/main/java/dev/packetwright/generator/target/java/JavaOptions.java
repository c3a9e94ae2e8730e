package dev.packetwright.generator.target.java;

/**
 * The options of the Java target. Immutable.
 *
 * @param views whether each packet and struct also has a view, a class that reads it in place
 * @param buildersFrom the number of members from which on a record has a builder, 1 or more. In a large protocol,
 *     builders take long to compile
 * @param encoding the characters of the sources
 * @param nullMarked whether each class has the annotation {@code @NullMarked} of JSpecify
 */
public record JavaOptions(boolean views, int buildersFrom, SourceEncoding encoding, boolean nullMarked) {
    /** The number of members from which on a record has a builder by default. */
    public static final int BUILDERS_FROM = 6;

    /** No views; builders for records of {@value #BUILDERS_FROM} members and more; ASCII; no annotations of others. */
    public static final JavaOptions DEFAULT = new JavaOptions(false, BUILDERS_FROM, SourceEncoding.ASCII, false);

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
        return new JavaOptions(true, buildersFrom, encoding, nullMarked);
    }

    /**
     * These options with builders for records of this many members and more.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public JavaOptions withBuildersFrom(int members) {
        return new JavaOptions(views, members, encoding, nullMarked);
    }

    /** These options with sources in other characters. */
    public JavaOptions withEncoding(SourceEncoding characters) {
        return new JavaOptions(views, buildersFrom, characters, nullMarked);
    }

    /** These options with the annotation {@code @NullMarked} on each class. */
    public JavaOptions withNullMarked() {
        return new JavaOptions(views, buildersFrom, encoding, true);
    }
}
