package dev.packetwright.generator.target.typescript;

/** The type of 64-bit integers in TypeScript. */
public enum Int64 {
    /** {@code bigint}, which holds all of them. */
    BIGINT,
    /** {@code number}; integers beyond 2<sup>53</sup> - 1 are refused. */
    NUMBER
}
