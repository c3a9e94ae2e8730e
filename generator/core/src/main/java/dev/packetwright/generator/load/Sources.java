package dev.packetwright.generator.load;

import dev.packetwright.generator.lock.LockFile;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources of one protocol. Immutable.
 *
 * @param files the PDL files, in the order in which they count
 * @param lock the lock file that keeps the ids of the packets; it need not exist yet
 * @param artifacts finds the artifacts that files import from
 */
public record Sources(List<Source> files, Optional<LockFile> lock, Artifacts artifacts) {
    public Sources {
        files = List.copyOf(files);
    }

    /** Sources without a lock file. */
    public static Sources of(List<Source> files, Artifacts artifacts) {
        return new Sources(files, Optional.empty(), artifacts);
    }

    /** Files on disk that import from no artifact, without a lock file. */
    public static Sources of(Path... files) {
        return of(Arrays.stream(files).<Source>map(OnDisk::new).toList(), Artifacts.NONE);
    }

    /** Texts that were read already, without a lock file. */
    public static Sources of(PdlInput... inputs) {
        return of(Arrays.stream(inputs).<Source>map(InMemory::new).toList(), Artifacts.NONE);
    }

    /** The same sources with a lock file on disk. */
    public Sources withLock(Path file) {
        return new Sources(files, Optional.of(new LockFile.OnDisk(file)), artifacts);
    }

    /** The same sources with a lock file that was read already, such as one of an artifact. */
    public Sources withLock(PdlInput file) {
        return new Sources(files, Optional.of(new LockFile.InMemory(file)), artifacts);
    }

    /** The same sources with other artifacts to import from. */
    public Sources withArtifacts(Artifacts known) {
        return new Sources(files, lock, known);
    }

    /** A PDL file. */
    public sealed interface Source {
        /** The name in diagnostics. */
        String name();

        /** Reads the file with everything it imports. */
        void loadWith(PdlLoader loader);
    }

    /** A file on disk. */
    public record OnDisk(Path file) implements Source {
        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public void loadWith(PdlLoader loader) {
            loader.load(file);
        }
    }

    /** A text that was read already, such as standard input. It can import nothing. */
    public record InMemory(PdlInput input) implements Source {
        @Override
        public String name() {
            return input.name();
        }

        @Override
        public void loadWith(PdlLoader loader) {
            loader.load(input);
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

        @Override
        public void loadWith(PdlLoader loader) {
            loader.load(artifact, file);
        }
    }

    /**
     * A file of a snapshot.
     *
     * @param file the path from the root of the snapshot
     */
    public record InSnapshot(Snapshot snapshot, String file) implements Source {
        @Override
        public String name() {
            return snapshot.nameOf(file);
        }

        @Override
        public void loadWith(PdlLoader loader) {
            loader.load(snapshot, file);
        }
    }

    /** Whether a later run can find the same sources by their names. */
    public boolean canBeReadAgain() {
        return files.stream().noneMatch(file -> file instanceof InMemory || file instanceof InSnapshot)
                && lock.stream().noneMatch(LockFile.InMemory.class::isInstance);
    }

    /** The lock file, if it is on disk. */
    public Optional<Path> lockOnDisk() {
        return lock.flatMap(LockFile::path);
    }

    /** The names of all sources. */
    public Stream<String> names() {
        return Stream.concat(
                files.stream().map(Source::name), lockOnDisk().stream().map(file -> "lock " + file));
    }
}
