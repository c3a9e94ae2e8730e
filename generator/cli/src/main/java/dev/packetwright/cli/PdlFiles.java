package dev.packetwright.cli;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.artifact.Artifacts;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files that a command is given. */
final class PdlFiles {
    static final Path STANDARD_INPUT = Path.of("-");
    private static final String LOCK_NAME = "pdl.lock";

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PDL files; several are one protocol, their ids counting on from file to file.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--lock",
            paramLabel = "LOCKFILE",
            description =
                    "Keeps the packets' ids; default: the file 'pdl.lock' beside the first FILE, if there is one.")
    private @Nullable Path lock;

    @Mixin
    private KnownArtifacts artifacts = new KnownArtifacts();

    /** Reads them all. */
    Generator read() throws IOException {
        return read(files, lock(), artifacts);
    }

    /** Reads files, which together are one protocol, and the lock beside them, if there is one. */
    static Generator read(List<Path> files, Artifacts artifacts) throws IOException {
        return read(files, lockBeside(files), artifacts);
    }

    /** The lock file that is read, and extended. */
    Optional<Path> lock() {
        return Optional.ofNullable(lock).or(() -> lockBeside(files));
    }

    private static Generator read(List<Path> files, Optional<Path> lock, Artifacts artifacts) throws IOException {
        Generator generator = new Generator().importFrom(artifacts);
        for (Path file : files) {
            if (isStandardInput(file)) {
                generator.add(PdlInput.read("stdin", System.in));
            } else {
                generator.add(file);
            }
        }
        lock.ifPresent(generator::keepIdsIn);
        return generator;
    }

    private static Optional<Path> lockBeside(List<Path> files) {
        return Optional.of(files.get(0).resolveSibling(LOCK_NAME)).filter(Files::exists);
    }

    static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }

    /** Whether standard input is among them. */
    boolean includeStandardInput() {
        return files.contains(STANDARD_INPUT);
    }
}
