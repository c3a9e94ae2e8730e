package dev.packetwright.maven;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.DirectoryScanner;

/**
 * The PDL files of one protocol: those out of artifacts first, then those of a folder by name.
 *
 * @param imported the files out of artifacts
 * @param files the files of the folder
 * @param lock the lock file, if the protocol has one
 */
record PdlSources(List<FileOfArtifact> imported, List<Path> files, Optional<Path> lock) {
    /** How a lock file is called. */
    static final String LOCK = "pdl.lock";

    /** A file within an artifact. */
    record FileOfArtifact(String artifact, String file) {
        @Override
        public String toString() {
            return Artifact.nameOf(artifact, file);
        }
    }

    /** The PDL files of a folder; none if there is no such folder. */
    static List<Path> in(Path folder, List<String> includes, List<String> excludes) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(folder.toFile());
        scanner.setIncludes(includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles())
                .map(name -> name.replace('\\', '/'))
                .sorted()
                .map(folder::resolve)
                .toList();
    }

    /** The PDL files out of artifacts: those that are named, or all that an artifact has. */
    static List<FileOfArtifact> of(List<ArtifactImport> imports, Artifacts artifacts) throws MojoFailureException {
        List<FileOfArtifact> files = new ArrayList<>();
        for (ArtifactImport it : imports) {
            for (String file : it.file().isPresent() ? List.of(it.file().get()) : filesOf(it.artifact(), artifacts)) {
                files.add(new FileOfArtifact(it.artifact(), file));
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

    /** The lock that was packed into an artifact. */
    static Optional<PdlInput> lockOf(String artifact, Artifacts artifacts) throws MojoFailureException {
        try {
            return Optional.of(artifacts.find(artifact).read(LOCK));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | ArtifactNotFoundException unreadable) {
            throw new MojoFailureException(artifact + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    boolean isEmpty() {
        return imported.isEmpty() && files.isEmpty();
    }

    /** Reads them all. */
    Generator read(Artifacts artifacts) {
        Generator generator = new Generator().importFrom(artifacts);
        imported.forEach(it -> generator.add(it.artifact(), it.file()));
        files.forEach(generator::add);
        lock.ifPresent(generator::keepIdsIn);
        return generator;
    }

    /** Their names, as far as those have a say in what is generated. */
    Stream<String> names() {
        return Stream.of(
                        imported.stream().map(Object::toString),
                        files.stream().map(Path::toString),
                        lock.stream().map(it -> "lock " + it))
                .flatMap(names -> names);
    }
}
