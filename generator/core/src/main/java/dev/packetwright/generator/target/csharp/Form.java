package dev.packetwright.generator.target.csharp;

/** The C# of a value with one encoding: its type, and the statements that read, write and measure it. */
interface Form {
    /** The type. */
    String type();

    /** Whether the type has no null, so that an optional member needs a {@code ?}. */
    boolean isValueType();

    /** The default value. */
    String initial();

    /** Whether {@link #initial()} is what a field has without an initializer. */
    default boolean isDefaultOfType() {
        return false;
    }

    /**
     * Emits the statements that read a value.
     *
     * @param target the member to set; a list, an array or an object in it is used again
     * @param path the member for an error message, as a literal
     */
    void read(CodeWriter out, String target, String path);

    /** Emits the statements that write a value. */
    void write(CodeWriter out, String source, String path);

    /** Emits the statements that add the size of a value to {@code size}; nothing is added for null. */
    void size(CodeWriter out, String source);

    /** The expression that shows a value. */
    default String shown(String source) {
        return source;
    }
}
