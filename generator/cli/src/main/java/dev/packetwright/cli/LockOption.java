package dev.packetwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the lock file. */
final class LockOption {
    @Option(
            names = "--lock",
            paramLabel = "LOCKFILE",
            description = "The lock file with the packets' ids; default: 'pdl.lock' beside FILE, if it exists.")
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
