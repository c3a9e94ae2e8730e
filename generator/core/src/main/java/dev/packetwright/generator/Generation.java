package dev.packetwright.generator;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.target.GeneratedFile;
import java.util.List;
import java.util.Optional;

/**
 * The result of a run of the generator.
 *
 * @param diagnostics the errors and warnings, by place
 * @param outputs the files of each target, in the order in which the targets were added; empty if there is an error, or
 *     if no files were requested
 * @param lock the new content of the lock file, if the protocol has one; its path is that of the file itself
 * @param protocol the protocol; if there is an error, the part of it that is valid
 */
public record Generation(
        List<Diagnostic> diagnostics,
        List<List<GeneratedFile>> outputs,
        Optional<GeneratedFile> lock,
        Protocol protocol) {
    public Generation {
        diagnostics = List.copyOf(diagnostics);
        outputs = outputs.stream().map(List::copyOf).toList();
    }

    /** The files of all targets. */
    public List<GeneratedFile> files() {
        return outputs.stream().flatMap(List::stream).toList();
    }

    /** Returns whether there is an error. In this case nothing was generated. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
