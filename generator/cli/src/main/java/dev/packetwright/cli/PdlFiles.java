package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.InMemory;
import dev.packetwright.generator.load.Sources.OnDisk;
import dev.packetwright.generator.load.Sources.Source;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The PDL files on the command line. */
final class PdlFiles {
    private static final String LOCK_NAME = "pdl.lock";

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The PDL files of one protocol; ids continue from one file to the next.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private LockOption lock = new LockOption();

    @Mixin
    private KnownArtifacts artifacts = new KnownArtifacts();

    PdlFiles(Console console) {
        this.console = console;
    }

    /** Returns the sources that the command line names. */
    Sources sources() throws IOException {
        return sources(files, lock.file(), artifacts, console);
    }

    /**
     * Reads and resolves a file without generating anything.
     *
     * @param lock the lock file; if empty, the lock file beside the file, if it exists
     * @throws FileNotFoundException if the lock file does not exist, since packets would get other ids without it
     */
    static Generation resolve(Path file, Optional<Path> lock, Artifacts artifacts, Console console) throws IOException {
        if (lock.isPresent() && !Files.exists(lock.get())) {
            throw new FileNotFoundException("there is no such lock: " + lock.get());
        }
        return Generator.resolve(sources(List.of(file), lock, artifacts, console));
    }

    /** Returns the lock file, if the protocol has one. */
    Optional<Path> lock() {
        return lock.file().or(() -> lockBeside(files));
    }

    private static Sources sources(List<Path> files, Optional<Path> lock, Artifacts artifacts, Console console)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(isStandardInput(file) ? new InMemory(PdlInput.read("stdin", console.in())) : new OnDisk(file));
        }
        Sources all = Sources.of(sources, artifacts);
        return lock.or(() -> lockBeside(files)).map(all::withLock).orElse(all);
    }

    private static Optional<Path> lockBeside(List<Path> files) {
        return Optional.of(files.get(0).resolveSibling(LOCK_NAME)).filter(Files::exists);
    }

    static boolean isStandardInput(Path file) {
        return file.equals(Console.STANDARD_INPUT);
    }

    /** Returns whether standard input is one of the files. */
    boolean includeStandardInput() {
        return files.contains(Console.STANDARD_INPUT);
    }
}
