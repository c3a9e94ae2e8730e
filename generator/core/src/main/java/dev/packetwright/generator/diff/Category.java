package dev.packetwright.generator.diff;

import java.util.List;

/** Whom a change breaks; the worst first. */
public enum Category {
    /**
     * Peers with the old and the new code misunderstand each other: one sends what the other refuses, takes for something
     * else or does not know. Or the new code refuses what the old code read, as packets of still older peers.
     */
    WIRE("WIRE-breaking"),
    /** Peers understand each other, but Java that uses the generated code does not compile any more, or means something else. */
    SOURCE("SOURCE-breaking"),
    /** Nobody notices. */
    SAFE("safe");

    private final String label;

    Category(String label) {
        this.label = label;
    }

    /** The word for a person. */
    public String label() {
        return label;
    }

    /** How many of some changes are of this category. */
    long countIn(List<Change> changes) {
        return changes.stream().filter(change -> change.category() == this).count();
    }

    /** Whether somebody has to do something about it. */
    public boolean isBreaking() {
        return this != SAFE;
    }
}
