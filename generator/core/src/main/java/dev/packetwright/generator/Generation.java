package dev.packetwright.generator;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.load.Input;
import dev.packetwright.generator.lock.LockUpdate;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.target.GeneratedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of a run of the generator.
 *
 * @param diagnostics the errors and warnings, by place
 * @param outputs the files of each target, in the order of the options; none if there is an error, or if no files were
 *     asked for
 * @param lock the lock file as it should be, if ids are kept in one; its path is that of the file itself
 * @param protocol the protocol; if there is an error, the part of it that is valid
 * @param filesRead the files that were read from disk or could not be, imports included; for files of an artifact, its
 *     jar
 * @param inputs the files that were read from disk and out of artifacts, without the lock file
 */
public record Generation(
        List<Diagnostic> diagnostics,
        List<List<GeneratedFile>> outputs,
        Optional<LockUpdate> lock,
        Protocol protocol,
        List<Path> filesRead,
        List<Input> inputs) {
    public Generation {
        diagnostics = List.copyOf(diagnostics);
        outputs = outputs.stream().map(List::copyOf).toList();
        filesRead = List.copyOf(filesRead);
        inputs = List.copyOf(inputs);
    }

    /** The files of all targets. */
    public List<GeneratedFile> files() {
        return outputs.stream().flatMap(List::stream).toList();
    }

    /** Returns whether there is an error. In this case nothing was generated. */
    public boolean hasErrors() {
        return has(Severity.ERROR);
    }

    /** Returns whether there is a warning. */
    public boolean hasWarnings() {
        return has(Severity.WARNING);
    }

    private boolean has(Severity severity) {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == severity);
    }
}
