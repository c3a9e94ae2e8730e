package dev.packetwright.maven;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.job.GenerationJob;
import dev.packetwright.generator.job.LockMode;
import dev.packetwright.generator.job.Mode;
import dev.packetwright.generator.job.Outcome;
import dev.packetwright.generator.job.Outcome.OutputResult;
import dev.packetwright.generator.job.Output;
import dev.packetwright.generator.job.Request;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.java.JavaOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Fails if the PDL has errors, or if committed sources differ from the sources that would be generated. Writes nothing.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init")
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends PdlMojo {
    /**
     * The folder of the PDL files.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.sourceDirectory", defaultValue = "${project.basedir}/src/main/pdl")
    private File sourceDirectory;

    /**
     * The folder in which the packages of the compared sources start.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "packetwright.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/packetwright")
    private File outputDirectory;

    /**
     * The Java package of the sources. Default: the package that the PDL names, or else one made from the project's
     * groupId and artifactId.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.packageName")
    private @Nullable String packageName;

    /**
     * The side to generate handlers and managers for: {@code both}, {@code server} or {@code client}. The packets are the
     * same.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.side", defaultValue = "both")
    private SideOption side = SideOption.both;

    /**
     * Whether to generate a view for each packet as well: a class that reads the packet in place without allocating
     * objects.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.views", defaultValue = "false")
    private boolean views;

    /**
     * The number of members from which a record has a builder, at least 1. In large protocols builders are much code to
     * compile.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.buildersFrom", defaultValue = "" + JavaOptions.BUILDERS_FROM)
    private int buildersFrom = JavaOptions.BUILDERS_FROM;

    /**
     * The encoding in which the compiler reads the sources. With UTF-8, names and comments stay as they are. With any
     * other encoding, or none, characters outside ASCII are written as escapes, so that the sources compile everywhere.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.encoding", defaultValue = "${project.build.sourceEncoding}")
    private @Nullable String encoding;

    /**
     * Whether to annotate each class with {@code @NullMarked} of JSpecify. The project then needs the dependency {@code
     * org.jspecify:jspecify}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.nullMarked", defaultValue = "false")
    private boolean nullMarked;

    /**
     * The options of C# sources: {@code <runtime>}, {@code client} or {@code course}; {@code <namespace>}; and
     * {@code <members>}, {@code pdl} or {@code pascal}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.csharp")
    private CSharpConfiguration csharp = new CSharpConfiguration();

    /**
     * The options of TypeScript: {@code <int64>}, the type of 64-bit integers, {@code bigint} or {@code number}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.typescript")
    private TypeScriptConfiguration typescript = new TypeScriptConfiguration();

    /**
     * The outputs to compare, as for {@code generate}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.targets")
    private List<TargetConfiguration> targets = new ArrayList<>();

    /**
     * The generator of a peer. {@code course}, the generator of the C# course, warns of everything in the PDL that a peer
     * with its code does not understand. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.peer")
    private @Nullable PeerOption peer;

    /** Called by Maven. */
    @Inject
    public CheckMojo(
            RepositorySystem repositories,
            BuildContext context,
            org.sonatype.plexus.build.incremental.BuildContext legacy) {
        super(repositories, new Markers(context, legacy));
    }

    @Override
    Path sourceFolder() {
        return sourceDirectory.toPath();
    }

    @Override
    void run(ProjectArtifacts artifacts, Report report) throws IOException, MojoFailureException {
        Sources sources = sources(artifacts);
        if (sources.files().isEmpty()) {
            report.warn(nothingIn() + ": nothing to check");
            return;
        }
        Outcome outcome = GenerationJob.run(request(sources));
        report.report(outcome);
        if (peer != null) {
            report.report(Generator.unknownTo(peer.peer(), sources));
        }
        if (outcome instanceof Outcome.Differs differs) {
            fail(differences(differs));
        } else if (outcome instanceof Outcome.UpToDate same) {
            same.outputs()
                    .forEach(result -> getLog().info(result.output().folder() + ": " + result.files()
                            + " files, all up to date with the PDL"));
        }
    }

    private Request request(Sources sources) throws MojoFailureException {
        CodeSettings settings = settings();
        List<Output> outputs = new ArrayList<>();
        for (Destination destination : settings.destinations()) {
            outputs.add(settings.output(destination));
        }
        return new Request(
                sources,
                settings.validPackage(),
                settings.defaultPackage(),
                outputs,
                Mode.COMPARE,
                LockMode.FROZEN,
                isWarningAnError(),
                Optional.empty());
    }

    private void fail(List<String> differences) throws MojoFailureException {
        differences.forEach(getLog()::error);
        throw new MojoFailureException(differences.size() + (differences.size() == 1 ? " file is" : " files are")
                + " not up to date with the PDL; generate again and commit the result");
    }

    private static List<String> differences(Outcome.Differs outcome) {
        List<String> differences = new ArrayList<>();
        for (OutputResult result : outcome.outputs()) {
            Path folder = result.output().folder();
            for (GeneratedFile file : result.changes().written()) {
                Path path = folder.resolve(file.path());
                differences.add(path + (Files.exists(path) ? ": differs" : ": is missing"));
            }
            result.changes()
                    .removed()
                    .forEach(path -> differences.add(folder.resolve(path) + ": is no longer generated"));
        }
        outcome.lock()
                .ifPresent(lock -> lock.lines().forEach(line -> differences.add(lock.file() + ": lacks " + line)));
        return differences;
    }

    private JavaSettings java() {
        return new JavaSettings(views, buildersFrom, encoding, nullMarked);
    }

    private CodeSettings settings() {
        String defaultPackage =
                DefaultPackage.of(project().getGroupId(), project().getArtifactId());
        return new CodeSettings(
                packageName, defaultPackage, side, java(), csharp, typescript, outputDirectory.toPath(), targets);
    }
}
