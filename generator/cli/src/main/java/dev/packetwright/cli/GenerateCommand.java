package dev.packetwright.cli;

import dev.packetwright.generator.Targets;
import dev.packetwright.generator.job.GenerationJob;
import dev.packetwright.generator.job.LockAdditions;
import dev.packetwright.generator.job.Mode;
import dev.packetwright.generator.job.Outcome;
import dev.packetwright.generator.job.Outcome.OutputResult;
import dev.packetwright.generator.job.Output;
import dev.packetwright.generator.job.Request;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.target.java.SourceEncoding;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code packetwright generate}. */
@Command(
        name = "generate",
        description = {
            "Generates code from PDL files.",
            "Files that would not change are not touched; files of an earlier run that are no longer generated are"
                    + " removed."
        })
final class GenerateCommand implements Callable<Integer> {
    private static final String DEFAULT_FOLDER = "generated";

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private PdlFiles files;

    @Mixin
    private Report report = new Report();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "The folder for Java sources; short for --target java=DIR. Without -o and --target, the folder is"
                            + " '" + DEFAULT_FOLDER + "'.")
    private @Nullable Path output;

    @Option(
            names = "--target",
            paramLabel = "TARGET[:SIDE][=DIR]",
            completionCandidates = TargetArgument.Candidates.class,
            description = "A target with an optional side and folder; can be given several times, also for several"
                    + " folders of one target. Targets: ${COMPLETION-CANDIDATES}; default for DIR: '" + DEFAULT_FOLDER
                    + "'.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = {"-p", "--package"},
            paramLabel = "PACKAGE",
            description = "The package; default: the package that the PDL names, or else 'packets'.")
    private @Nullable String packageName;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            defaultValue = "both",
            description = "The side to generate handlers and managers for, unless --target names one:"
                    + " ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private SideOption side = SideOption.both;

    @Option(
            names = "--views",
            description = "Java: also generate a view for each packet, a class NAMEView that reads the packet in place"
                    + " without allocating objects.")
    private boolean views;

    @Option(
            names = "--builders-from",
            paramLabel = "MEMBERS",
            defaultValue = "" + JavaOptions.BUILDERS_FROM,
            description = "Java: the number of members from which a record has a builder; default: ${DEFAULT-VALUE}.")
    private int buildersFrom;

    @Option(
            names = "--encoding",
            paramLabel = "ENCODING",
            defaultValue = "US-ASCII",
            description = "Java: the encoding in which the compiler reads the sources. With UTF-8, names and comments"
                    + " stay as they are; with any other encoding, characters outside ASCII become Unicode escapes, so"
                    + " that the sources compile everywhere; default: ${DEFAULT-VALUE}.")
    private Charset encoding = StandardCharsets.US_ASCII;

    @Option(
            names = "--null-marked",
            description = "Java: annotate each class with @NullMarked of JSpecify. The sources then need"
                    + " org.jspecify:jspecify to compile.")
    private boolean nullMarked;

    @Mixin
    private CSharpSettings csharp = new CSharpSettings();

    @Mixin
    private TypeScriptSettings typescript = new TypeScriptSettings();

    @Option(
            names = "--check",
            description = "Write nothing; exit with 1 if the files on disk differ from what would be generated.")
    private boolean check;

    @Option(names = "--dry-run", description = "Write nothing; list what would be written or removed.")
    private boolean dryRun;

    @Option(
            names = "--watch",
            description = "Generate again whenever one of the files or their imports is saved, until interrupted.")
    private boolean watch;

    @Mixin
    private FrozenLockOption frozenLock = new FrozenLockOption();

    @Mixin
    private Depfile depfile = new Depfile();

    GenerateCommand(Console console) {
        this.console = console;
        files = new PdlFiles(console);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkUsage();
        if (!watch) {
            return print(GenerationJob.run(request()));
        }
        Watch watched = new Watch(files::named);
        watched.beginRun();
        Watch.Run run = generate();
        while (true) {
            watched.await(run);
            watched.beginRun();
            run = generateIfThereAreFiles();
        }
    }

    private Watch.Run generate() throws IOException {
        Outcome outcome = GenerationJob.run(request());
        print(outcome);
        List<Path> read = new ArrayList<>(outcome.filesRead());
        files.lock().ifPresent(read::add);
        return new Watch.Run(read, writtenLock(outcome));
    }

    /** While a folder is replaced, it can be missing or empty. */
    private Watch.Run generateIfThereAreFiles() throws IOException {
        try {
            return generate();
        } catch (FileNotFoundException missing) {
            spec.commandLine().getErr().println("packetwright: " + missing.getMessage());
            return new Watch.Run(List.of(), Optional.empty());
        }
    }

    private static Optional<Path> writtenLock(Outcome outcome) {
        return outcome instanceof Outcome.Written written ? written.lock().map(LockAdditions::file) : Optional.empty();
    }

    private void checkUsage() {
        if (watch && (check || dryRun || files.includeStandardInput())) {
            throw wrong("--watch cannot be combined with --check, --dry-run or standard input");
        }
        if (buildersFrom < 1) {
            throw wrong("--builders-from must be at least 1");
        }
        if (!depfile.isComplete()) {
            throw wrong("--depfile-target requires --depfile");
        }
        if (depfile.isWanted() && (check || dryRun)) {
            throw wrong("--depfile cannot be combined with --check or --dry-run, which write nothing");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Request request() throws IOException {
        Optional<String> namespace = Optional.ofNullable(packageName);
        Sources sources = files.sources();
        Optional<String> tool = ToolVersion.identity();
        try {
            return new Request(sources, namespace, outputs(), mode(), tool)
                    .withLockMode(frozenLock.mode(console.environment()));
        } catch (IllegalArgumentException | TypeConversionException invalid) {
            throw wrong(String.valueOf(invalid.getMessage()));
        }
    }

    /**
     * Returns the mode of the job. Only a plain run trusts the records of the last run: --watch and --depfile need the
     * list of the files read.
     */
    private Mode mode() {
        if (check || dryRun) {
            return Mode.COMPARE;
        }
        return watch || depfile.isWanted() ? Mode.WRITE : Mode.UPDATE;
    }

    private List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        if (output != null || targets.isEmpty()) {
            outputs.add(new Output(target(JavaTarget.ID), options(side), folder(Optional.ofNullable(output))));
        }
        for (String argument : targets) {
            TargetArgument wanted = TargetArgument.parse(argument);
            outputs.add(new Output(
                    target(wanted.id()),
                    options(wanted.side().orElse(side)),
                    folder(wanted.folder().map(console::convert))));
        }
        return outputs;
    }

    private Path folder(Optional<Path> wanted) {
        return wanted.orElseGet(() -> console.convert(DEFAULT_FOLDER));
    }

    private static TargetOptions options(SideOption side) {
        return new TargetOptions(side.sides());
    }

    private Target target(String id) {
        return new Targets(java(), csharp.options(), typescript.options())
                .withId(id)
                .orElseThrow();
    }

    private JavaOptions java() {
        return new JavaOptions(views, buildersFrom, SourceEncoding.of(encoding), nullMarked);
    }

    /** Prints an outcome, writes the depfile, and returns the exit code. */
    private int print(Outcome outcome) throws IOException {
        report.print(outcome.diagnostics(), spec.commandLine().getErr());
        if (outcome instanceof Outcome.Failed) {
            return ExitCodes.FINDINGS;
        }
        if (outcome instanceof Outcome.LockFrozen frozen) {
            printFrozen(frozen, spec.commandLine().getErr());
            return ExitCodes.FINDINGS;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (outcome instanceof Outcome.Written written) {
            written.outputs().forEach(result -> printWritten(result, out));
            written.lock().ifPresent(lock -> lock.whenAdded().forEach(out::println));
            written.changedIds().inWords().ifPresent(out::println);
        } else if (outcome instanceof Outcome.UpToDate upToDate && mode() != Mode.COMPARE) {
            upToDate.outputs()
                    .forEach(result ->
                            out.printf(Locale.ROOT, "%s: %d files, all up to date%n", folder(result), result.files()));
        } else if (outcome instanceof Outcome.Differs differs) {
            differs.outputs().forEach(result -> printDifferences(result, out));
            differs.lock().ifPresent(lock -> out.println("write " + lock.file()));
        }
        out.flush();
        depfile.write(outcome.filesRead(), files.lock());
        return check && outcome instanceof Outcome.Differs ? ExitCodes.FINDINGS : ExitCodes.OK;
    }

    private static void printFrozen(Outcome.LockFrozen frozen, PrintWriter err) {
        List<String> text = frozen.lock().whenFrozen();
        err.println("packetwright: " + text.get(0));
        text.subList(1, text.size()).forEach(err::println);
        err.flush();
    }

    private static Path folder(OutputResult result) {
        return result.output().folder();
    }

    private static void printWritten(OutputResult result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %d files, %d of them written; %d removed%n",
                folder(result),
                result.files(),
                result.changes().written().size(),
                result.changes().removed().size());
    }

    private static void printDifferences(OutputResult result, PrintWriter out) {
        Path folder = folder(result);
        result.changes().written().forEach(file -> out.println("write " + folder.resolve(file.path())));
        result.changes().removed().forEach(path -> out.println("remove " + folder.resolve(path)));
    }
}
