package dev.packetwright.cli;

/** What the command tells the shell. */
final class ExitCodes {
    /** Done. */
    static final int OK = 0;

    /** The PDL has errors, or a check found differences. */
    static final int FINDINGS = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** A fault of Packetwright itself, or of the machine it runs on (sysexits: EX_SOFTWARE). */
    static final int INTERNAL = 70;

    private ExitCodes() {}
}
