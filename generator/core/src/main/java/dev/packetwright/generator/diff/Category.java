package dev.packetwright.generator.diff;

import java.util.List;

/** The effect of a change on peers and on Java code, the worst first. */
public enum Category {
    /**
     * Peers with the old and the new code misunderstand each other: one sends what the other refuses, takes for something
     * else or does not know. Or the new code refuses what the old code read, as packets of still older peers.
     */
    WIRE("WIRE-breaking"),
    /** Peers understand each other, but Java that uses the generated code does not compile any more, or means something else. */
    SOURCE("SOURCE-breaking"),
    /** Neither peers nor Java code are affected. */
    SAFE("safe");

    private final String label;

    Category(String label) {
        this.label = label;
    }

    /** Returns the readable name of the category. */
    public String label() {
        return label;
    }

    /** Returns the number of changes in this category. */
    long countIn(List<Change> changes) {
        return changes.stream().filter(change -> change.category() == this).count();
    }

    /** Returns whether changes in this category are breaking. */
    public boolean isBreaking() {
        return this != SAFE;
    }
}
