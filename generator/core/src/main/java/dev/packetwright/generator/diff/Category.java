package dev.packetwright.generator.diff;

import java.util.List;

/** The effect of a change on peers and on Java code, the worst first. */
public enum Category {
    /**
     * Peers with old and new code misunderstand each other: one sends packets that the other refuses, misreads or does
     * not know. Or the new code refuses packets of still older peers that the old code read.
     */
    WIRE("WIRE-breaking", "connections between old and new peers"),
    /** Peers understand each other, but code that uses the generated code no longer compiles or changes its meaning. */
    SOURCE("SOURCE-breaking", "Java code that uses the generated code"),
    /** Neither peers nor Java code are affected. */
    SAFE("safe", "nobody");

    private final String label;
    private final String broken;

    Category(String label, String broken) {
        this.label = label;
        this.broken = broken;
    }

    /** Returns the readable name of the category. */
    public String label() {
        return label;
    }

    /** Returns whom changes in this category break, to be read after "breaks". */
    String broken() {
        return broken;
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
