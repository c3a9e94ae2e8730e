package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files that a command is given, and what there is to tell about them. */
final class PdlFiles {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PDL files; several are one protocol, their ids counting on from file to file.")
    private List<Path> files = new ArrayList<>();

    /** Reads them all. */
    Generator read() throws IOException {
        Generator generator = new Generator();
        for (Path file : files) {
            add(file, generator);
        }
        return generator;
    }

    /** Reads one. */
    static void add(Path file, Generator generator) throws IOException {
        if (isStandardInput(file)) {
            generator.add(PdlInput.read("stdin", System.in));
        } else {
            generator.add(file);
        }
    }

    static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }

    /** Prints the diagnostics and how many there are; returns the exit code that they call for. */
    static int report(Generation generation, PrintWriter err) {
        List<Diagnostic> diagnostics = generation.diagnostics();
        diagnostics.forEach(diagnostic -> err.print(DiagnosticText.format(diagnostic)));
        if (!diagnostics.isEmpty()) {
            err.println(count(diagnostics, Severity.ERROR) + ", " + count(diagnostics, Severity.WARNING));
        }
        return generation.hasErrors() ? ExitCodes.FINDINGS : ExitCodes.OK;
    }

    private static String count(List<Diagnostic> diagnostics, Severity severity) {
        long count = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
        return count + " " + severity.label() + (count == 1 ? "" : "s");
    }
}
