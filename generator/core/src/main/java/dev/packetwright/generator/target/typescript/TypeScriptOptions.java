package dev.packetwright.generator.target.typescript;

/**
 * The options of the TypeScript target. Immutable.
 *
 * @param int64 the type of 64-bit integers
 */
public record TypeScriptOptions(Int64 int64) {
    /** All 64-bit integers, as {@code bigint}. */
    public static final TypeScriptOptions DEFAULT = new TypeScriptOptions(Int64.BIGINT);
}
