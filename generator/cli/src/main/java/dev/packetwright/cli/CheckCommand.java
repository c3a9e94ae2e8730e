package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code packetwright check}. */
@Command(
        name = "check",
        description = "Checks PDL files for errors, and for packets that are not in the lock; writes nothing.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private PdlFiles files;

    @Mixin
    private Report report = new Report();

    CheckCommand(Console console) {
        files = new PdlFiles(console);
    }

    @Override
    public Integer call() throws IOException {
        Generation generation = Generator.check(files.sources());
        return report.print(generation.diagnostics(), spec.commandLine().getErr());
    }
}
