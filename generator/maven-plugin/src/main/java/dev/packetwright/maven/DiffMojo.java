package dev.packetwright.maven;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.diff.Category;
import dev.packetwright.generator.diff.Change;
import dev.packetwright.generator.diff.DiffText;
import dev.packetwright.generator.diff.ProtocolDiff;
import dev.packetwright.generator.git.GitRevision;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * a PDL file, a folder of PDL files, a git revision, or a released artifact that contains its PDL files.
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
     * folder, if there is one. With {@code baselineRevision}, the file or folder in that revision.
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
     * The git revision of the old version: a tag, a branch or a commit. The old version is {@code baseline} in that
     * revision, or else the folder of the PDL files. The {@code git} command has to be installed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.baselineRevision")
    private @Nullable String baselineRevision;

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
    void run(ProjectArtifacts artifacts, Report report) throws IOException, MojoFailureException {
        Sources sources = sources(artifacts);
        if (sources.files().isEmpty()) {
            report.warn(nothingIn() + ": nothing to compare");
            return;
        }
        Generation old = read(old(artifacts), report);
        Generation now = read(sources, report);
        List<Change> changes = ProtocolDiff.compare(old.protocol(), now.protocol());
        changes.forEach(this::log);
        getLog().info(DiffText.summary(changes));
        long breaking = changes.stream().filter(failOn::includes).count();
        if (breaking > 0) {
            throw new MojoFailureException(
                    breaking + (breaking == 1 ? " change breaks" : " changes break") + " users of the old protocol");
        }
    }

    /** Logs a change: an error if it fails the build, or else a warning if it is breaking. */
    private void log(Change change) {
        Consumer<String> lines = failOn.includes(change)
                ? getLog()::error
                : change.category().isBreaking() ? getLog()::warn : getLog()::info;
        DiffText.format(change).lines().forEach(lines);
    }

    private Generation read(Sources sources, Report report) throws MojoFailureException {
        Generation generation = Generator.resolve(sources);
        markers().clear(generation.filesRead());
        report.report(generation.diagnostics());
        return generation;
    }

    private Sources old(ProjectArtifacts artifacts) throws IOException, MojoFailureException {
        boolean isOfProject = baseline != null || baselineRevision != null;
        if (isOfProject == (baselineArtifact != null)) {
            throw new MojoFailureException("there is nothing to compare with; set either a <baseline> file or folder, a"
                    + " <baselineRevision> of git, or a <baselineArtifact>");
        }
        if (baselineArtifact != null) {
            return released(ArtifactImport.parse(baselineArtifact));
        }
        Path place = baseline == null ? sourceFolder() : baseline.toPath();
        return baselineRevision == null
                ? ofFile(place, artifacts)
                : ofRevision(GitRevision.of(place, baselineRevision), place, artifacts);
    }

    /** Returns the files of a revision, with the artifacts that belong to the protocol now. */
    private Sources ofRevision(GitRevision revision, Path place, ProjectArtifacts artifacts)
            throws IOException, MojoFailureException {
        Optional<List<String>> ofFolder = revision.files(place);
        List<Source> files = new ArrayList<>(baseline == null ? imported(artifacts) : List.of());
        if (ofFolder.isEmpty()) {
            files.add(revision.source(place));
        } else {
            for (String file : PdlSources.among(ofFolder.get(), includes(), excludes())) {
                files.add(revision.source(place.resolve(file)));
            }
        }
        if (files.isEmpty()) {
            throw new MojoFailureException("there are no PDL files in the baseline " + place + " of " + revision);
        }
        Sources sources = Sources.of(files, artifacts);
        Path lock = ofFolder.isPresent() ? place.resolve(PdlSources.LOCK) : place.resolveSibling(PdlSources.LOCK);
        return revision.find(lock).map(sources::withLock).orElse(sources);
    }

    private Sources ofFile(Path place, ProjectArtifacts artifacts) throws IOException, MojoFailureException {
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
