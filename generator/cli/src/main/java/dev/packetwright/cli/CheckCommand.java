package dev.packetwright.cli;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.GeneratorOptions.TargetChoice;
import dev.packetwright.generator.Targets;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            names = "--target",
            paramLabel = "TARGET",
            defaultValue = JavaTarget.ID,
            completionCandidates = TargetArgument.Candidates.class,
            description =
                    "A target whose errors are reported, too: names that its language refuses, for example. Can be"
                            + " given several times: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private CSharpSettings csharp = new CSharpSettings();

    @Mixin
    private TypeScriptSettings typescript = new TypeScriptSettings();

    @Option(
            names = "--peer",
            paramLabel = "GENERATOR",
            description = "Also warn of everything that a peer with code from this generator does not understand:"
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
        List<Diagnostic> all =
                new ArrayList<>(Generator.check(sources, options()).diagnostics());
        if (peer != null) {
            all.addAll(Generator.unknownTo(peer.peer(), sources));
        }
        all.sort(Diagnostic.BY_PLACE);
        return report.print(all, spec.commandLine().getErr());
    }

    private GeneratorOptions options() {
        try {
            Targets all = new Targets(JavaOptions.DEFAULT, csharp.options(), typescript.options());
            return GeneratorOptions.of(targets.stream()
                    .distinct()
                    .map(id -> new TargetChoice(
                            all.withId(TargetArgument.known(id)).orElseThrow(), TargetOptions.DEFAULT))
                    .toList());
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(spec.commandLine(), String.valueOf(invalid.getMessage()));
        }
    }
}
