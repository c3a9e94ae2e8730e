package dev.packetwright.generator.load;

import java.io.Serial;

/** Thrown when an artifact cannot be found. The message is the reason, one sentence without a full stop. */
public final class ArtifactNotFoundException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String help;

    /**
     * @param message the problem
     * @param help the way to fix it; empty if there is nothing to add
     */
    public ArtifactNotFoundException(String message, String help) {
        super(message);
        this.help = help;
    }

    /** Returns the way to fix the problem; empty if there is nothing to add. */
    public String help() {
        return help;
    }
}
