package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.diff.Category;
import dev.packetwright.generator.diff.Change;
import dev.packetwright.generator.diff.DiffHtml;
import dev.packetwright.generator.diff.DiffJson;
import dev.packetwright.generator.diff.DiffText;
import dev.packetwright.generator.diff.ProtocolDiff;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.output.OutputTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "OLD and NEW are PDL files or folders of them. With --since or --against, all arguments are NEW.",
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

    @Parameters(
            arity = "1..*",
            paramLabel = "[OLD] NEW...",
            hideParamSyntax = true,
            description = "The PDL files of both versions, or folders of them; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "REV",
            description = "Read the old version from this revision of the git repository: a tag, a branch or a commit.")
    private @Nullable String since;

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description = "A PDL file of the old version, or a folder of them; can be given several times. Default with"
                    + " --since: the paths of NEW.")
    private List<Path> against = new ArrayList<>();

    @Option(
            names = "--old-lock",
            paramLabel = "LOCKFILE",
            description = "The lock file with the ids of OLD, with --since in that revision; default: 'pdl.lock' beside"
                    + " OLD, if it exists.")
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
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page into this file that shows both versions side by side.")
    private @Nullable Path html;

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
        boolean isNew = since != null || !against.isEmpty();
        if (!isNew && files.size() != 2) {
            throw wrong(
                    "one OLD and one NEW are compared; for several files, name those of OLD with --against or --since");
        }
        List<Path> after = isNew ? files : files.subList(1, 2);
        List<Path> before = !isNew ? files.subList(0, 1) : against.isEmpty() ? files : against;
        checkStandardInput(before, after);
        Generation old = Generator.resolve(oldSources(before));
        Generation now = PdlFiles.resolve(after, Optional.ofNullable(newLock), artifacts, console);
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = Math.max(report.print(old.diagnostics(), err), report.print(now.diagnostics(), err));
        return exitCode == ExitCodes.OK ? compare(old.protocol(), now.protocol()) : exitCode;
    }

    private int compare(Protocol before, Protocol after) throws IOException {
        List<Change> changes = ProtocolDiff.compare(before, after);
        if (html != null) {
            OutputTree.writeAlone(html, DiffHtml.page(before, after, changes));
        }
        return print(changes);
    }

    private void checkStandardInput(List<Path> before, List<Path> after) {
        if (since != null && before.contains(Console.STANDARD_INPUT)) {
            throw wrong("standard input is not in a revision; name the files of OLD with --against");
        }
        if (before.contains(Console.STANDARD_INPUT) && after.contains(Console.STANDARD_INPUT)) {
            throw wrong("only one of OLD and NEW can be standard input");
        }
    }

    private Sources oldSources(List<Path> before) throws IOException {
        Optional<Path> lock = Optional.ofNullable(oldLock);
        return since == null
                ? PdlFiles.sourcesWithLock(before, lock, artifacts, console)
                : RevisionFiles.sources(since, before, lock, artifacts);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
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
