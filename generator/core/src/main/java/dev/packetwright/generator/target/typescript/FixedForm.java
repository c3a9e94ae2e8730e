package dev.packetwright.generator.target.typescript;

/** A form of values that all have one size, and that can be read and written at any place. */
interface FixedForm extends Form {
    /** The size in bytes. */
    int size();

    /** Whether reading refuses some bytes. */
    boolean refuses();

    /**
     * The expression that reads the value at a place.
     *
     * @param at an expression for the place
     */
    String get(String at, String path);

    /** The expression that writes a value at a place. */
    String put(String at, String source, String path);

    /** The expression that passes over the value and returns its place. */
    default String taken(String path) {
        return "take(" + size() + ", " + Form.quoted(path) + ")";
    }

    @Override
    default String read(String path) {
        return get(taken(path), path);
    }

    @Override
    default String write(String source, String path) {
        return put("reserve(" + size() + ", " + Form.quoted(path) + ")", source, path);
    }
}
