package dev.packetwright.maven;

import dev.packetwright.generator.job.LockMode;
import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.InArtifact;
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
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** A goal that reads the PDL files of a project. */
@SuppressWarnings("NullAway.Init")
abstract class PdlMojo extends AbstractMojo {
    /**
     * The PDL files in the source folder, as Ant patterns. Together they are one protocol, in the order of their names,
     * except that each file comes after the files it imports. Default: all files that end in {@code .xml} or {@code .XML}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.includes")
    private List<String> includes = new ArrayList<>();

    /**
     * The files in the source folder that {@code includes} matches but that are not PDL files, as Ant patterns.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.excludes")
    private List<String> excludes = new ArrayList<>();

    /**
     * PDL files of artifacts that belong to the protocol, each as {@code group:name}, {@code group:name:version} or
     * {@code group:name:version!file.xml}. Without a file, all PDL files of the artifact belong to it. Without a version,
     * the version is that of the project's dependency. An artifact that a PDL file imports must be here only if the
     * project does not depend on it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.imports")
    private List<String> imports = new ArrayList<>();

    /**
     * The file that keeps the id of every packet. {@code generate} adds new packets to it. Default: {@code pdl.lock} in the source
     * folder, if it exists.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.lockFile")
    private @Nullable File lockFile;

    /**
     * Whether warnings fail the build, as errors do.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.warningsAsErrors", defaultValue = "false")
    private boolean warningsAsErrors;

    /**
     * Whether to do nothing. The sources that an earlier build generated are still compiled.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final RepositorySystem repositories;
    private final Markers markers;

    PdlMojo(RepositorySystem repositories, Markers markers) {
        this.repositories = repositories;
        this.markers = markers;
    }

    /** The folder of the PDL files. */
    abstract Path sourceFolder();

    /** Does the work of the goal. */
    abstract void run(ProjectArtifacts artifacts, Report report)
            throws IOException, MojoFailureException, MojoExecutionException;

    /** Does the part of the work that {@code skip} does not skip. */
    void prepare() throws MojoFailureException {}

    @Override
    public final void execute() throws MojoFailureException, MojoExecutionException {
        prepare();
        if (skip) {
            getLog().info("skipped because of packetwright.skip");
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

    /** The artifacts that can be imported from; the versions in these imports override those of the dependencies. */
    final ProjectArtifacts artifacts(List<ArtifactImport> parsed) {
        return new ProjectArtifacts(repositories, session, project, parsed);
    }

    final Sources sources(ProjectArtifacts artifacts) throws IOException, MojoFailureException {
        Path ofFolder = sourceFolder().resolve(PdlSources.LOCK);
        return PdlSources.of(
                imported(artifacts),
                PdlSources.in(sourceFolder(), includes(), excludes),
                Optional.ofNullable(lockFile)
                        .map(File::toPath)
                        .or(() -> Optional.of(ofFolder).filter(Files::exists)),
                artifacts);
    }

    /**
     * The treatment of packets that the lock lacks.
     *
     * @param frozen the setting; null for the default, which depends on the environment
     */
    final LockMode lockMode(@Nullable Boolean frozen) {
        boolean isContinuousIntegration =
                "true".equals(session.getSystemProperties().getProperty("env.CI"));
        boolean isFrozen = frozen == null ? isContinuousIntegration : frozen;
        return isFrozen ? LockMode.FROZEN : LockMode.EXTEND;
    }

    /** The files of artifacts that belong to the protocol. */
    final List<InArtifact> imported(ProjectArtifacts artifacts) throws MojoFailureException {
        return PdlSources.of(artifactImports(), artifacts);
    }

    final List<String> includes() {
        return includes.isEmpty() ? List.of("**/*.xml", "**/*.XML") : includes;
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

    final PluginDescriptor plugin() {
        return plugin;
    }

    final MojoExecution execution() {
        return execution;
    }

    final boolean isWarningAnError() {
        return warningsAsErrors;
    }

    /** The PDL files and the lock as a resource of the jar, if the source folder exists. */
    final Optional<Resource> pdlResource() {
        if (!Files.isDirectory(sourceFolder())) {
            return Optional.empty();
        }
        Resource resource = new Resource();
        resource.setDirectory(sourceFolder().toString());
        resource.setTargetPath(Artifact.FOLDER);
        resource.setIncludes(new ArrayList<>(includes()));
        resource.addInclude(PdlSources.LOCK);
        resource.setExcludes(new ArrayList<>(excludes));
        return Optional.of(resource);
    }

    final String nothingIn() {
        return "there are no PDL files in " + sourceFolder() + " (" + String.join(", ", includes()) + ")";
    }

    /** The message of many exceptions of the file system is only a path; then their class names the problem. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException ofFile && ofFile.getReason() == null
                ? failure.toString()
                : Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }
}
