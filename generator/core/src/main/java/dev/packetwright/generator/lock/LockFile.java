package dev.packetwright.generator.lock;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.file.Path;
import java.util.Optional;

/** A lock file that is still to be read. */
public sealed interface LockFile {
    /** Reads the ids. Errors are diagnostics. */
    LockedIds read(Diagnostics diagnostics);

    /** The path, if the file is on disk. */
    Optional<Path> path();

    /** A file on disk. It need not exist yet. */
    record OnDisk(Path file) implements LockFile {
        @Override
        public LockedIds read(Diagnostics diagnostics) {
            return LockedIds.read(file, diagnostics);
        }

        @Override
        public Optional<Path> path() {
            return Optional.of(file);
        }
    }

    /** The content of a lock file, such as one of an artifact. */
    record InMemory(PdlInput input) implements LockFile {
        @Override
        public LockedIds read(Diagnostics diagnostics) {
            return LockedIds.of(input, diagnostics);
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }
    }
}
