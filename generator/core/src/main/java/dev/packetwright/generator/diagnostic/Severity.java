package dev.packetwright.generator.diagnostic;

/** The severity of a diagnostic. */
public enum Severity {
    /** A mistake that prevents the generation. */
    ERROR("error"),
    /** A PDL that works, but perhaps not as its author intends. */
    WARNING("warning"),
    /** A PDL that works as its author intends, with a consequence that is easy to miss. It never fails a build. */
    NOTE("note");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** Returns the word that diagnostics show. */
    public String label() {
        return label;
    }
}
