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
    static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PDL files; several are one protocol, their ids counting on from file to file.")
    private List<Path> files = new ArrayList<>();

    /** Reads them all. */
    Generator read() throws IOException {
        return read(files);
    }

    /** Reads files, which together are one protocol. */
    static Generator read(List<Path> files) throws IOException {
        Generator generator = new Generator();
        for (Path file : files) {
            if (file.equals(STANDARD_INPUT)) {
                generator.add(PdlInput.read("stdin", System.in));
            } else {
                generator.add(file);
            }
        }
        return generator;
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
