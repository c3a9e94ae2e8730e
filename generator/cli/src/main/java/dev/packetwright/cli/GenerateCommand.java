package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.output.AtomicFile;
import dev.packetwright.generator.output.OutputTree;
import dev.packetwright.generator.receipt.OutputReceipts;
import dev.packetwright.generator.receipt.Receipt;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code packetwright generate}. */
@Command(
        name = "generate",
        description = {
            "Generates Java from PDL files.",
            "Files that would not change are not touched; files of an earlier run that are no longer generated are removed."
        })
final class GenerateCommand implements Callable<Integer> {
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
            defaultValue = "generated",
            description = "Where the packages of the sources begin; default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("generated");

    @Option(
            names = {"-p", "--package"},
            paramLabel = "PACKAGE",
            description = "The Java package; default: the one that the PDL names, or else 'packets'.")
    private @Nullable String packageName;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            defaultValue = "both",
            description = "Whose handlers and managers to make: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private SideOption side = SideOption.both;

    @Option(
            names = "--views",
            description =
                    "Make for each packet also a view: a class NAMEView that reads it in place, without making objects.")
    private boolean views;

    @Option(
            names = "--builders-from",
            paramLabel = "MEMBERS",
            defaultValue = "" + JavaOptions.BUILDERS_FROM,
            description = "From how many members on a record has a builder; default: ${DEFAULT-VALUE}.")
    private int buildersFrom;

    @Option(
            names = "--check",
            description = "Write nothing; exit with 1 if the files on disk differ from what would be generated.")
    private boolean check;

    @Option(names = "--dry-run", description = "Write nothing; list what would be written or removed.")
    private boolean dryRun;

    @Option(
            names = "--watch",
            description = "Generate again whenever one of the files or of their imports is saved, until interrupted.")
    private boolean watch;

    @Mixin
    private Depfile depfile = new Depfile();

    /** Sides as they are written on the command line. */
    enum SideOption {
        server,
        client,
        both;

        Set<Side> sides() {
            return switch (this) {
                case server -> Set.of(Side.SERVER);
                case client -> Set.of(Side.CLIENT);
                case both -> Set.of(Side.values());
            };
        }
    }

    GenerateCommand(Console console) {
        files = new PdlFiles(console);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (watch && (check || dryRun || files.includeStandardInput())) {
            throw new ParameterException(
                    spec.commandLine(), "--watch goes neither with --check or --dry-run nor with standard input");
        }
        if (buildersFrom < 1) {
            throw new ParameterException(spec.commandLine(), "--builders-from is at least 1");
        }
        if (!depfile.isComplete()) {
            throw new ParameterException(spec.commandLine(), "--depfile-target goes only with --depfile");
        }
        if (depfile.isWanted() && (check || dryRun)) {
            throw new ParameterException(
                    spec.commandLine(), "--depfile goes neither with --check nor with --dry-run: they write nothing");
        }
        if (!watch) {
            return runOnce().exitCode;
        }
        try (Watch changes = new Watch()) {
            while (true) {
                Instant start = Instant.now();
                changes.await(runOnce().files, start);
            }
        }
    }

    /** What came of a run, and what it has read. */
    private record Run(int exitCode, List<Path> files) {}

    private Run runOnce() throws IOException {
        OutputReceipts receipts = new OutputReceipts(output);
        Optional<String> request = request();
        Optional<Receipt> last = Optional.empty();
        if (request.isPresent() && mayRest()) {
            last = receipts.stillTrue(request.get(), files.artifacts());
        }
        if (last.isPresent()) {
            say("%s: %d files, all up to date%n", output, last.get().outputs().size());
            return new Run(ExitCodes.OK, List.of());
        }
        return runInFull(receipts, request);
    }

    /**
     * Whether there is nothing to do if nothing has changed: not for those who doubt just that, who wait for the next change,
     * or who want to know what was read.
     */
    private boolean mayRest() {
        return !check && !dryRun && !watch && !depfile.isWanted();
    }

    /** All that has a say in what is generated, but the content of the files; none if the next run cannot be the same. */
    private Optional<String> request() throws IOException {
        if (files.includeStandardInput()) {
            return Optional.empty();
        }
        Stream<String> wishes = Stream.of(
                String.valueOf(packageName), side.name(), String.valueOf(views), String.valueOf(buildersFrom));
        return ToolVersion.identity()
                .map(tool -> Receipt.request(Stream.of(Stream.of(tool), wishes, files.names())
                        .flatMap(words -> words)
                        .toList()));
    }

    private Run runInFull(OutputReceipts receipts, Optional<String> request) throws IOException {
        Target target = new JavaTarget(new JavaOptions(views, buildersFrom));
        Generator generator = files.read().forTarget(target, new TargetOptions(side.sides()));
        Generation generation = generate(generator);
        int exitCode = report.print(generation, spec.commandLine().getErr());
        if (exitCode == ExitCodes.OK) {
            exitCode = check || dryRun ? compare(generation) : bring(generation, generator, receipts, request);
            depfile.write(generator.files(), files.lock());
        }
        return new Run(exitCode, generator.files());
    }

    private Generation generate(Generator generator) {
        if (packageName == null) {
            return generator.generate();
        }
        try {
            return generator.generate(packageName);
        } catch (IllegalArgumentException notAPackage) {
            throw new ParameterException(spec.commandLine(), notAPackage.getMessage(), notAPackage);
        }
    }

    private int bring(Generation generation, Generator generator, OutputReceipts receipts, Optional<String> request)
            throws IOException {
        receipts.discard(generation.protocol().namespace());
        OutputTree.Changes changes = tree(generation).write(generation.files());
        Optional<GeneratedFile> lock = changedLock(generation);
        if (lock.isPresent()) {
            AtomicFile.write(lock.get());
        }
        boolean isSilent = generation.diagnostics().isEmpty(); // warnings are told by every run
        if (isSilent && request.isPresent()) {
            receipts.keep(Receipt.of(request.get(), generation, generator.inputs(), files.lock()));
        }
        say(
                "%s: %d files, %d of them written; %d removed%n",
                output,
                generation.files().size(),
                changes.written().size(),
                changes.removed().size());
        return ExitCodes.OK;
    }

    /** Tells what would be written or removed. */
    private int compare(Generation generation) throws IOException {
        OutputTree.Changes changes = tree(generation).plan(generation.files());
        Optional<GeneratedFile> lock = changedLock(generation);
        list(changes);
        lock.ifPresent(file -> spec.commandLine().getOut().println("write " + file.path()));
        return check && !(changes.isEmpty() && lock.isEmpty()) ? ExitCodes.FINDINGS : ExitCodes.OK;
    }

    private OutputTree tree(Generation generation) {
        return new OutputTree(output, generation.protocol().namespace());
    }

    private static Optional<GeneratedFile> changedLock(Generation generation) throws IOException {
        Optional<GeneratedFile> lock = generation.lock();
        return lock.isPresent() && AtomicFile.differs(lock.get()) ? lock : Optional.empty();
    }

    private void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }

    private void list(OutputTree.Changes changes) {
        var out = spec.commandLine().getOut();
        changes.written().forEach(file -> out.println("write " + output.resolve(file.path())));
        changes.removed().forEach(path -> out.println("remove " + output.resolve(path)));
    }
}
