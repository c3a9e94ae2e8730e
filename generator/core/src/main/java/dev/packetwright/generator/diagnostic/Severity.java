package dev.packetwright.generator.diagnostic;

/** How bad a diagnostic is. */
public enum Severity {
    /** Nothing can be generated. */
    ERROR("error"),
    /** It works, but perhaps not as the author thinks. */
    WARNING("warning");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** The word that diagnostics show. */
    public String label() {
        return label;
    }
}
