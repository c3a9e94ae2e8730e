package dev.packetwright.generator;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.emit.GeneratedFile;
import dev.packetwright.generator.model.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What came of a PDL.
 *
 * @param diagnostics what there is to tell, by place
 * @param files the sources; none if there is an error, or none were asked for
 * @param lock the lock file as it should be, if ids are kept in one; its path is that of the file itself
 * @param protocol the protocol; if there is an error, what could be made out of it
 */
public record Generation(
        List<Diagnostic> diagnostics, List<GeneratedFile> files, Optional<GeneratedFile> lock, Protocol protocol) {
    public Generation {
        diagnostics = List.copyOf(diagnostics);
        files = List.copyOf(files);
    }

    /** Whether there is an error, and so nothing was generated. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
