package dev.packetwright.generator.job;

/** The treatment of packets that the lock file lacks. */
public enum LockMode {
    /** Adds them to the lock. */
    EXTEND,
    /** Fails, so that the lock changes only where its author runs the generator. */
    FROZEN
}
