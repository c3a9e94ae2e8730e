package dev.packetwright.generator.job;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources of one protocol.
 *
 * @param files the PDL files, in the order in which they count
 * @param lock the lock file that keeps the ids of the packets; it need not exist yet
 * @param artifacts finds the artifacts that files import from
 */
public record Sources(List<Source> files, Optional<Path> lock, Artifacts artifacts) {
    public Sources {
        files = List.copyOf(files);
    }

    /** A PDL file. */
    public sealed interface Source {
        /** The name in diagnostics. */
        String name();
    }

    /** A file on disk. */
    public record OnDisk(Path file) implements Source {
        @Override
        public String name() {
            return file.toString();
        }
    }

    /** A text that was already read, for example standard input. It cannot import files. */
    public record InMemory(PdlInput input) implements Source {
        @Override
        public String name() {
            return input.name();
        }
    }

    /**
     * A file of an artifact.
     *
     * @param artifact the group and the name, with a colon between them
     * @param file the path within the artifact
     */
    public record InArtifact(String artifact, String file) implements Source {
        @Override
        public String name() {
            return Artifact.nameOf(artifact, file);
        }
    }

    /** Reads all files and the lock. Errors are diagnostics of the generator. */
    public Generator read() {
        Generator generator = new Generator().importFrom(artifacts);
        for (Source source : files) {
            if (source instanceof OnDisk onDisk) {
                generator.add(onDisk.file());
            } else if (source instanceof InArtifact inArtifact) {
                generator.add(inArtifact.artifact(), inArtifact.file());
            } else if (source instanceof InMemory inMemory) {
                generator.add(inMemory.input());
            }
        }
        lock.ifPresent(generator::keepIdsIn);
        return generator;
    }

    /** Whether a later run can find the same sources by their names. */
    boolean canBeReadAgain() {
        return files.stream().noneMatch(InMemory.class::isInstance);
    }

    Stream<String> names() {
        return Stream.concat(files.stream().map(Source::name), lock.stream().map(file -> "lock " + file));
    }
}
