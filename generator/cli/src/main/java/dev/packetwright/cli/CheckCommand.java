package dev.packetwright.cli;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.load.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--peer",
            paramLabel = "GENERATOR",
            description = "Also warn of what a peer does not understand whose code is from another generator:"
                    + " ${COMPLETION-CANDIDATES} is the generator of the C# course.")
    private @Nullable PeerOption peer;

    @Mixin
    private Report report = new Report();

    CheckCommand(Console console) {
        files = new PdlFiles(console);
    }

    @Override
    public Integer call() throws IOException {
        Sources sources = files.sources();
        List<Diagnostic> all = new ArrayList<>(Generator.check(sources).diagnostics());
        if (peer != null) {
            all.addAll(Generator.unknownTo(peer.peer(), sources));
        }
        all.sort(Diagnostic.BY_PLACE);
        return report.print(all, spec.commandLine().getErr());
    }
}
