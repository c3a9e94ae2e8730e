package dev.packetwright.maven;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.diff.Category;
import dev.packetwright.generator.diff.Change;
import dev.packetwright.generator.diff.DiffText;
import dev.packetwright.generator.diff.ProtocolDiff;
import dev.packetwright.generator.load.Sources;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
 * Reports the changes of the protocol since a baseline and fails if one of them breaks peers or Java code. The baseline is
 * a PDL file, a folder of PDL files, or a released artifact that contains its PDL files.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init")
@Mojo(name = "diff", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class DiffMojo extends PdlMojo {
    /**
     * The folder of the PDL files.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.sourceDirectory", defaultValue = "${project.basedir}/src/main/pdl")
    private File sourceDirectory;

    /**
     * The old version: a PDL file or a folder of PDL files. The ids come from a {@code pdl.lock} beside the file or in the
     * folder, if there is one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.baseline")
    private @Nullable File baseline;

    /**
     * The old version as a released artifact: {@code group:name:version}, or {@code group:name:version!file.xml} for a
     * single PDL file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.baselineArtifact")
    private @Nullable String baselineArtifact;

    /**
     * The changes that fail the build: {@code any} (all breaking changes), {@code wire}, {@code source} or {@code none}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.failOn", defaultValue = "any")
    private Breaking failOn = Breaking.any;

    /** The categories of breaking changes, in lower case as in a POM. */
    enum Breaking {
        any,
        wire,
        source,
        none;

        boolean includes(Change change) {
            return switch (this) {
                case any -> change.category().isBreaking();
                case wire -> change.category() == Category.WIRE;
                case source -> change.category() == Category.SOURCE;
                case none -> false;
            };
        }
    }

    /** Called by Maven. */
    @Inject
    public DiffMojo(
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
    void run(ProjectArtifacts artifacts, Report report) throws MojoFailureException {
        Sources sources = sources(artifacts);
        if (sources.files().isEmpty()) {
            report.warn(nothingIn() + ": nothing to compare");
            return;
        }
        Generation old = read(old(artifacts), report);
        Generation now = read(sources, report);
        List<Change> changes = ProtocolDiff.compare(old.protocol(), now.protocol());
        DiffText.format(changes).lines().forEach(getLog()::info);
        long breaking = changes.stream().filter(failOn::includes).count();
        if (breaking > 0) {
            throw new MojoFailureException(
                    breaking + (breaking == 1 ? " change breaks" : " changes break") + " users of the old protocol");
        }
    }

    private Generation read(Sources sources, Report report) throws MojoFailureException {
        Generation generation = Generator.resolve(sources);
        markers().clear(generation.filesRead());
        report.report(generation.diagnostics());
        return generation;
    }

    private Sources old(ProjectArtifacts artifacts) throws MojoFailureException {
        if ((baseline == null) == (baselineArtifact == null)) {
            throw new MojoFailureException(
                    "there is nothing to compare with; set either a <baseline> file or folder, or a <baselineArtifact>");
        }
        return baselineArtifact == null
                ? ofFile(Objects.requireNonNull(baseline).toPath(), artifacts)
                : released(ArtifactImport.parse(baselineArtifact));
    }

    private Sources ofFile(Path place, ProjectArtifacts artifacts) throws MojoFailureException {
        boolean isFolder = Files.isDirectory(place);
        List<Path> files = isFolder ? PdlSources.in(place, includes(), excludes()) : List.of(place);
        if (files.isEmpty()) {
            throw new MojoFailureException("there are no PDL files in the baseline " + place);
        }
        Path lock = isFolder ? place.resolve(PdlSources.LOCK) : place.resolveSibling(PdlSources.LOCK);
        return PdlSources.of(List.of(), files, Optional.of(lock).filter(Files::exists), artifacts);
    }

    private Sources released(ArtifactImport release) throws MojoFailureException {
        if (release.version().isEmpty()) {
            throw new MojoFailureException("<baselineArtifact> needs a version: " + release.artifact() + ":1.0");
        }
        ProjectArtifacts artifacts = artifacts(List.of(release));
        Sources sources =
                PdlSources.of(PdlSources.of(List.of(release), artifacts), List.of(), Optional.empty(), artifacts);
        return PdlSources.lockOf(release.artifact(), artifacts)
                .map(sources::withLock)
                .orElse(sources);
    }
}
