package dev.packetwright.generator.target.typescript;

/** The TypeScript of a value with one encoding: its type, and the expressions that read and write it. */
interface Form {
    /** The type. */
    String type();

    /** The value of a member that an older peer does not send. */
    String initial();

    /**
     * The expression that reads the next value.
     *
     * @param path the member for an error message, without quotes
     */
    String read(String path);

    /** The expression that writes a value. */
    String write(String source, String path);

    /** A path as a literal. Paths are names of the PDL, which need no escapes. */
    static String quoted(String path) {
        return "\"" + path + "\"";
    }
}
