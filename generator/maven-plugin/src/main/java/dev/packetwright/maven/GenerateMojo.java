package dev.packetwright.maven;

import dev.packetwright.generator.target.java.JavaOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Generates sources from the PDL files of the project. If they are up to date, it reads only digests and
 * touches nothing.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init")
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends PdlMojo {
    /**
     * The folder of the PDL files.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.sourceDirectory", defaultValue = "${project.basedir}/src/main/pdl")
    private File sourceDirectory;

    /**
     * The folder in which the packages of the sources start. It is compiled with the project's own sources.
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
     * The outputs, if Java in one folder is not enough. A {@code <target>} has a {@code <name>}: {@code java},
     * {@code layout}, {@code csharp}, {@code typescript}, {@code html} or {@code wireshark}; and optionally a {@code
     * <side>} and a {@code <directory>}. Java is compiled with the project unless the target has {@code <compile>false</compile>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.targets")
    private List<TargetConfiguration> targets = new ArrayList<>();

    /**
     * Whether to pack the PDL files and the lock into the jar of the project, below {@code META-INF/packetwright}, from
     * where other projects can import them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.pack", defaultValue = "false")
    private boolean pack;

    /**
     * Whether to fail instead of adding packets to the lock. The build then shows the lines to add. Default: {@code true}
     * where the environment says {@code CI=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.frozenLock")
    private @Nullable Boolean frozenLock;

    /** Called by Maven. */
    @Inject
    public GenerateMojo(
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
    void prepare() throws MojoFailureException {
        settings().destinations().stream()
                .filter(Destination::isCompiled)
                .forEach(destination ->
                        project().addCompileSourceRoot(destination.folder().toString()));
        if (pack) {
            pdlResource().ifPresent(project()::addResource);
        }
    }

    @Override
    void run(ProjectArtifacts artifacts, Report report) throws IOException, MojoFailureException {
        new Generating(this, settings(), lockMode(frozenLock)).run(artifacts, report);
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
