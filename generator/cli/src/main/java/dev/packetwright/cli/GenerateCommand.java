package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.output.OutputTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
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
    private PdlFiles files = new PdlFiles();

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
            names = "--check",
            description = "Write nothing; exit with 1 if the files on disk differ from what would be generated.")
    private boolean check;

    @Option(names = "--dry-run", description = "Write nothing; list what would be written or removed.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Generation generation = generate(files.read());
        int exitCode = PdlFiles.report(generation, spec.commandLine().getErr());
        return exitCode == ExitCodes.OK ? bring(generation) : exitCode;
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

    private int bring(Generation generation) throws IOException {
        OutputTree tree = new OutputTree(output, generation.protocol().packageName());
        if (!check && !dryRun) {
            summarise(generation, tree.write(generation.files()));
            return ExitCodes.OK;
        }
        OutputTree.Changes changes = tree.plan(generation.files());
        list(changes);
        return check && !changes.isEmpty() ? ExitCodes.FINDINGS : ExitCodes.OK;
    }

    private void summarise(Generation generation, OutputTree.Changes changes) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d files, %d of them written; %d removed%n",
                        output,
                        generation.files().size(),
                        changes.written().size(),
                        changes.removed().size());
    }

    private void list(OutputTree.Changes changes) {
        var out = spec.commandLine().getOut();
        changes.written().forEach(file -> out.println("write " + output.resolve(file.path())));
        changes.removed().forEach(path -> out.println("remove " + output.resolve(path)));
    }
}
