package dev.packetwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The lock that a command is given. */
final class LockOption {
    @Option(
            names = "--lock",
            paramLabel = "LOCKFILE",
            description = "Keeps the packets' ids; default: the file 'pdl.lock' beside FILE, if there is one.")
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
