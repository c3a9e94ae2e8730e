package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.diff.Category;
import dev.packetwright.generator.diff.Change;
import dev.packetwright.generator.diff.DiffJson;
import dev.packetwright.generator.diff.DiffText;
import dev.packetwright.generator.diff.ProtocolDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code packetwright diff}. */
@Command(
        name = "diff",
        description = {
            "Compares two versions of a protocol, and exits with 1 if a change is breaking.",
            "WIRE-breaking: old and new peers misunderstand each other. SOURCE-breaking: Java that uses the generated code"
                    + " must change."
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Report report = new Report();

    @Mixin
    private KnownArtifacts artifacts = new KnownArtifacts();

    @Parameters(index = "0", paramLabel = "OLD", description = "The PDL file of the old version.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The PDL file of the new version.")
    private Path after = Path.of("");

    @Option(
            names = "--old-lock",
            paramLabel = "LOCKFILE",
            description = "The lock file with the ids of OLD; default: 'pdl.lock' beside OLD, if it exists.")
    private @Nullable Path oldLock;

    @Option(
            names = "--new-lock",
            paramLabel = "LOCKFILE",
            description = "The lock file with the ids of NEW; default: 'pdl.lock' beside NEW, if it exists.")
    private @Nullable Path newLock;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The output format: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = "--only",
            paramLabel = "CATEGORY",
            description = "Exit with 1 only for changes of this category: ${COMPLETION-CANDIDATES}.")
    private Breaking only = Breaking.any;

    /** The output formats, in lower case as on the command line. */
    enum Format {
        text,
        json
    }

    /** The categories of breaking changes, in lower case as on the command line. */
    enum Breaking {
        wire,
        source,
        any;

        boolean includes(Category category) {
            return switch (this) {
                case wire -> category == Category.WIRE;
                case source -> category == Category.SOURCE;
                case any -> category.isBreaking();
            };
        }
    }

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (PdlFiles.isStandardInput(before) && PdlFiles.isStandardInput(after)) {
            throw new ParameterException(spec.commandLine(), "only one of OLD and NEW can be standard input");
        }
        Generation old = PdlFiles.resolve(before, Optional.ofNullable(oldLock), artifacts, console);
        Generation now = PdlFiles.resolve(after, Optional.ofNullable(newLock), artifacts, console);
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = Math.max(report.print(old.diagnostics(), err), report.print(now.diagnostics(), err));
        return exitCode == ExitCodes.OK ? print(ProtocolDiff.compare(old.protocol(), now.protocol())) : exitCode;
    }

    private int print(List<Change> changes) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.json ? DiffJson.format(changes) : DiffText.format(changes));
        out.flush();
        return changes.stream().anyMatch(change -> only.includes(change.category()))
                ? ExitCodes.FINDINGS
                : ExitCodes.OK;
    }
}
