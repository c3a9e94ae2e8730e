package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.artifact.Artifacts;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The files that a command is given. */
final class PdlFiles {
    private static final String LOCK_NAME = "pdl.lock";

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PDL files; several are one protocol, their ids counting on from file to file.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private LockOption lock = new LockOption();

    @Mixin
    private KnownArtifacts artifacts = new KnownArtifacts();

    PdlFiles(Console console) {
        this.console = console;
    }

    /** Reads all files. */
    Generator read() throws IOException {
        return read(files, lock.file(), artifacts, console);
    }

    /**
     * What a file means.
     *
     * @param lock the lock that keeps its ids, or else the one beside it, if there is one
     * @throws FileNotFoundException if there is no such lock: without it the packets would have other ids
     */
    static Generation resolve(Path file, Optional<Path> lock, Artifacts artifacts, Console console) throws IOException {
        if (lock.isPresent() && !Files.exists(lock.get())) {
            throw new FileNotFoundException("there is no such lock: " + lock.get());
        }
        return read(List.of(file), lock, artifacts, console).resolve();
    }

    /** The lock file that is read, and extended. */
    Optional<Path> lock() {
        return lock.file().or(() -> lockBeside(files));
    }

    /** What the files, and the lock, are called. */
    Stream<String> names() {
        return Stream.concat(files.stream(), lock().stream()).map(Path::toString);
    }

    Artifacts artifacts() {
        return artifacts;
    }

    private static Generator read(List<Path> files, Optional<Path> lock, Artifacts artifacts, Console console)
            throws IOException {
        Generator generator = new Generator().importFrom(artifacts);
        for (Path file : files) {
            if (isStandardInput(file)) {
                generator.add(PdlInput.read("stdin", console.in()));
            } else {
                generator.add(file);
            }
        }
        lock.or(() -> lockBeside(files)).ifPresent(generator::keepIdsIn);
        return generator;
    }

    private static Optional<Path> lockBeside(List<Path> files) {
        return Optional.of(files.get(0).resolveSibling(LOCK_NAME)).filter(Files::exists);
    }

    static boolean isStandardInput(Path file) {
        return file.equals(Console.STANDARD_INPUT);
    }

    /** Whether standard input is among them. */
    boolean includeStandardInput() {
        return files.contains(Console.STANDARD_INPUT);
    }
}
