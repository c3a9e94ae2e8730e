package dev.packetwright.generator.job;

/** The way in which a job treats its folders. */
public enum Mode {
    /** Writes everything that differs; returns at once if the records of an earlier run show that nothing would change. */
    UPDATE,
    /** Reads everything and writes everything that differs. */
    WRITE,
    /** Reads everything and reports the differences without writing. */
    COMPARE
}
