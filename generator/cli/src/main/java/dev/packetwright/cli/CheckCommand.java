package dev.packetwright.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code packetwright check}. */
@Command(name = "check", description = "Looks for errors in PDL files, and writes nothing.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private PdlFiles files = new PdlFiles();

    @Override
    public Integer call() throws IOException {
        return PdlFiles.report(files.read().generate(), spec.commandLine().getErr());
    }
}
