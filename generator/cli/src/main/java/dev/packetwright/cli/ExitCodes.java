package dev.packetwright.cli;

/** The exit codes of the command. */
final class ExitCodes {
    /** Success. */
    static final int OK = 0;

    /** The PDL has errors, or a check found differences. */
    static final int FINDINGS = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** An error in Packetwright itself or in its machine (sysexits: EX_SOFTWARE). */
    static final int INTERNAL = 70;

    private ExitCodes() {}
}
