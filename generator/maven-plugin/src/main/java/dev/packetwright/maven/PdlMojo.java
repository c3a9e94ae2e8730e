package dev.packetwright.maven;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What all goals have in common: which PDL files they are about. */
@SuppressWarnings("NullAway.Init")
abstract class PdlMojo extends AbstractMojo {
    /**
     * Which files of the source folder are PDL files, as Ant patterns. All of them are one protocol, in the order of their
     * names, but each behind what it imports. Default: all files that end in {@code .xml}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.includes")
    private List<String> includes = new ArrayList<>();

    /**
     * Which files of the source folder are none, though they are among the {@code includes}, as Ant patterns.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.excludes")
    private List<String> excludes = new ArrayList<>();

    /**
     * PDL files out of artifacts that are a part of the protocol, each as {@code group:name}, {@code group:name:version} or
     * {@code group:name:version!file.xml}: without a file, all PDL files that the artifact has; without a version, the one
     * of the project's dependency. Artifacts that PDL files import by themselves need not be here, unless the project does
     * not depend on them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.imports")
    private List<String> imports = new ArrayList<>();

    /**
     * The file that keeps every packet's id. {@code generate} adds new packets to it. Default: {@code pdl.lock} in the source
     * folder, if it is there.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.lockFile")
    private @Nullable File lockFile;

    /**
     * Whether a warning fails the build as an error does.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.warningsAsErrors", defaultValue = "false")
    private boolean warningsAsErrors;

    /**
     * Whether to do nothing. What an earlier build has generated is compiled all the same.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    private final RepositorySystem repositories;
    private final Markers markers;

    PdlMojo(RepositorySystem repositories, Markers markers) {
        this.repositories = repositories;
        this.markers = markers;
    }

    /** The folder of the PDL files. */
    abstract Path sourceFolder();

    /** Does what the goal is for. */
    abstract void run(ProjectArtifacts artifacts, Report report)
            throws IOException, MojoFailureException, MojoExecutionException;

    /** What is to be done also if there is nothing else to do. */
    void prepare() {}

    @Override
    public final void execute() throws MojoFailureException, MojoExecutionException {
        prepare();
        if (skip) {
            getLog().info("skipped, as packetwright.skip says");
            return;
        }
        try {
            run(artifacts(artifactImports()), new Report(getLog(), markers, warningsAsErrors));
        } catch (IOException failed) {
            throw new MojoExecutionException(reason(failed), failed);
        }
    }

    private List<ArtifactImport> artifactImports() throws MojoFailureException {
        List<ArtifactImport> parsed = new ArrayList<>();
        for (String text : imports) {
            parsed.add(ArtifactImport.parse(text));
        }
        return parsed;
    }

    /** The artifacts that can be imported from; versions in these imports go before those of the dependencies. */
    final ProjectArtifacts artifacts(List<ArtifactImport> parsed) {
        return new ProjectArtifacts(repositories, session, project, parsed);
    }

    final PdlSources sources(ProjectArtifacts artifacts) throws MojoFailureException {
        Path ofFolder = sourceFolder().resolve(PdlSources.LOCK);
        return new PdlSources(
                PdlSources.of(artifactImports(), artifacts),
                PdlSources.in(sourceFolder(), includes(), excludes),
                Optional.ofNullable(lockFile)
                        .map(File::toPath)
                        .or(() -> Optional.of(ofFolder).filter(Files::exists)));
    }

    final List<String> includes() {
        return includes.isEmpty() ? List.of("**/*.xml") : includes;
    }

    final List<String> excludes() {
        return excludes;
    }

    final MavenProject project() {
        return project;
    }

    final Markers markers() {
        return markers;
    }

    /** Reads the PDL and generates; whatever there is to tell is told, and an error is a failure. */
    final Generation generate(Generator generator, Optional<String> packageName, Report report)
            throws MojoFailureException {
        Generation generation = packageName.isPresent() ? generator.generate(packageName.get()) : generator.generate();
        markers.clear(generator.files());
        report.tell(generation.diagnostics());
        return generation;
    }

    final String nothingIn() {
        return "there are no PDL files in " + sourceFolder() + " (" + String.join(", ", includes()) + ")";
    }

    /** Many exceptions of the file system have a path for a message, and say only by their class what is wrong with it. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException ofFile && ofFile.getReason() == null
                ? failure.toString()
                : Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }
}
