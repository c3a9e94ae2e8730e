package dev.packetwright.maven;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.diagnostic.Printout;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.job.Outcome;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Logs all diagnostics of PDL files, then fails the build once if there are errors. */
final class Report {
    private final Log log;
    private final Markers markers;
    private final boolean warningsAsErrors;

    Report(Log log, Markers markers, boolean warningsAsErrors) {
        this.log = log;
        this.markers = markers;
        this.warningsAsErrors = warningsAsErrors;
    }

    /** Logs the diagnostics of a job and replaces the markers of the files that it has read. */
    void report(Outcome outcome) throws MojoFailureException {
        markers.clear(outcome.filesRead());
        report(outcome.diagnostics());
    }

    /** Logs at most a hundred diagnostics with the file, line and column, the line itself and a hint. */
    void report(List<Diagnostic> diagnostics) throws MojoFailureException {
        Printout printout = Printout.of(diagnostics);
        printout.shown().forEach(this::show);
        if (!printout.rest().isEmpty()) {
            log.info(printout.rest());
        }
        long errors = count(diagnostics, Severity.ERROR);
        long warnings = count(diagnostics, Severity.WARNING);
        if (errors > 0 || (warningsAsErrors && warnings > 0)) {
            throw new MojoFailureException("the PDL has "
                    + plural(errors, "error") + " and " + plural(warnings, "warning")
                    + (errors == 0 ? ", and warnings count as errors here" : ""));
        }
    }

    private void show(Diagnostic diagnostic) {
        Consumer<String> lines = switch (diagnostic.severity()) {
            case ERROR -> log::error;
            case WARNING -> log::warn;
            case NOTE -> log::info;
        };
        DiagnosticText.format(diagnostic).lines().forEach(lines);
        markers.show(diagnostic);
    }

    /** Logs a warning that is not about a single file. */
    void warn(String message) throws MojoFailureException {
        log.warn(message);
        if (warningsAsErrors) {
            throw new MojoFailureException(message + ", and warnings count as errors here");
        }
    }

    private static long count(List<Diagnostic> diagnostics, Severity severity) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
