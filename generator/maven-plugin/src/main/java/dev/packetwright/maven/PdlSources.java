package dev.packetwright.maven;

import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.FolderFiles;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.InArtifact;
import dev.packetwright.generator.load.Sources.OnDisk;
import dev.packetwright.generator.load.Sources.Source;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.DirectoryScanner;
import org.codehaus.plexus.util.SelectorUtils;

/** Finds the PDL files of a protocol: first those of artifacts, then those of a folder by name. */
final class PdlSources {
    /** The name of a lock file. */
    static final String LOCK = "pdl.lock";

    private PdlSources() {}

    /**
     * @param imported the files of artifacts
     * @param files the files of the folder
     * @param lock the lock file, if the protocol has one
     */
    static Sources of(List<InArtifact> imported, List<Path> files, Optional<Path> lock, Artifacts artifacts) {
        List<Source> all = new ArrayList<>(imported);
        files.forEach(file -> all.add(new OnDisk(file)));
        Sources sources = Sources.of(all, artifacts);
        return lock.map(sources::withLock).orElse(sources);
    }

    /** The PDL files of a folder; none if the folder does not exist. */
    static List<Path> in(Path folder, List<String> includes, List<String> excludes) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return among(FolderFiles.below(folder), includes, excludes).stream()
                .map(folder::resolve)
                .toList();
    }

    /** The PDL files among the files of a folder, given by their paths from it with slashes. */
    static List<String> among(List<String> files, List<String> includes, List<String> excludes) {
        List<String> refused = new ArrayList<>(excludes);
        refused.addAll(List.of(DirectoryScanner.DEFAULTEXCLUDES));
        return files.stream()
                .filter(file -> matches(file, includes) && !matches(file, refused))
                .sorted()
                .toList();
    }

    /** A pattern that ends in a slash matches everything in that folder, as in Ant. */
    private static boolean matches(String file, List<String> patterns) {
        return patterns.stream()
                .map(pattern ->
                        pattern.startsWith(SelectorUtils.REGEX_HANDLER_PREFIX) ? pattern : pattern.replace('\\', '/'))
                .map(pattern -> pattern.endsWith("/") ? pattern + "**" : pattern)
                .anyMatch(pattern -> SelectorUtils.matchPath(pattern, file, "/", true));
    }

    /** The PDL files of artifacts: the named file of an artifact, or all of its files. */
    static List<InArtifact> of(List<ArtifactImport> imports, Artifacts artifacts) throws MojoFailureException {
        List<InArtifact> files = new ArrayList<>();
        for (ArtifactImport it : imports) {
            for (String file : it.file().isPresent() ? List.of(it.file().get()) : filesOf(it.artifact(), artifacts)) {
                files.add(new InArtifact(it.artifact(), file));
            }
        }
        return files;
    }

    private static List<String> filesOf(String artifact, Artifacts artifacts) throws MojoFailureException {
        try {
            List<String> files = artifacts.find(artifact).files();
            if (files.isEmpty()) {
                throw new MojoFailureException("there are no PDL files in " + artifact + ": its build packs them into "
                        + Artifact.FOLDER + " with <pack>true</pack>");
            }
            return files;
        } catch (ArtifactNotFoundException unknown) {
            throw new MojoFailureException(
                    unknown.getMessage() + (unknown.help().isEmpty() ? "" : "; " + unknown.help()), unknown);
        } catch (IOException unreadable) {
            throw new MojoFailureException(artifact + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The lock file that is packed into an artifact. */
    static Optional<PdlInput> lockOf(String artifact, Artifacts artifacts) throws MojoFailureException {
        try {
            return Optional.of(artifacts.find(artifact).read(LOCK));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | ArtifactNotFoundException unreadable) {
            throw new MojoFailureException(artifact + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
