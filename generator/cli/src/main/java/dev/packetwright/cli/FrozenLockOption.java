package dev.packetwright.cli;

import dev.packetwright.generator.job.LockMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that keeps the lock file as it is. */
final class FrozenLockOption {
    @Option(
            names = "--frozen-lock",
            negatable = true,
            fallbackValue = "true",
            description = "Fail instead of adding packets to the lock, and print the lines to add. This is the default"
                    + " where the environment says CI=true.")
    private @Nullable Boolean frozen;

    LockMode mode(Map<String, String> environment) {
        boolean isFrozen = frozen == null ? "true".equals(environment.get("CI")) : frozen;
        return isFrozen ? LockMode.FROZEN : LockMode.EXTEND;
    }
}
