package dev.packetwright.generator.load;

import java.io.Serial;

/** There is no such artifact; the message says why, one sentence without a full stop. */
public final class ArtifactNotFoundException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String help;

    /**
     * @param message what is wrong
     * @param help what to do about it; may be empty
     */
    public ArtifactNotFoundException(String message, String help) {
        super(message);
        this.help = help;
    }

    /** What to do about it; may be empty. */
    public String help() {
        return help;
    }
}
