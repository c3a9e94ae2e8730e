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
            description =
                    "The PDL files of one protocol; ids continue from one file to the next. A folder stands for the"
                            + " .xml files in it and in its subfolders, in the order of their names.")
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
     */
    static Generation resolve(Path file, Optional<Path> lock, Artifacts artifacts, Console console) throws IOException {
        return resolve(List.of(file), lock, artifacts, console);
    }

    /**
     * Reads and resolves files and folders without generating anything.
     *
     * @param lock the lock file; if empty, the lock file beside the first file or in the first folder, if it exists
     */
    static Generation resolve(List<Path> files, Optional<Path> lock, Artifacts artifacts, Console console)
            throws IOException {
        return Generator.resolve(sourcesWithLock(files, lock, artifacts, console));
    }

    /**
     * Returns files and folders as the sources of a protocol.
     *
     * @param lock the lock file; if empty, the lock file beside the first file or in the first folder, if it exists
     * @throws FileNotFoundException if the lock file does not exist, since packets would get other ids without it
     */
    static Sources sourcesWithLock(List<Path> files, Optional<Path> lock, Artifacts artifacts, Console console)
            throws IOException {
        if (lock.isPresent() && !Files.exists(lock.get())) {
            throw new FileNotFoundException("there is no such lock: " + lock.get());
        }
        return sources(files, lock, artifacts, console);
    }

    /** Returns the lock file, if the protocol has one. */
    Optional<Path> lock() {
        return lock.file().or(() -> lockBeside(files));
    }

    private static Sources sources(List<Path> files, Optional<Path> lock, Artifacts artifacts, Console console)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            if (isStandardInput(file)) {
                sources.add(new InMemory(PdlInput.read("stdin", console.in())));
            } else {
                PdlFolder.files(file).forEach(it -> sources.add(new OnDisk(it)));
            }
        }
        Sources all = Sources.of(sources, artifacts);
        return lock.or(() -> lockBeside(files)).map(all::withLock).orElse(all);
    }

    private static Optional<Path> lockBeside(List<Path> files) {
        Path first = files.get(0);
        return Optional.of(lockOf(first, Files.isDirectory(first))).filter(Files::exists);
    }

    /** Returns the default lock file of a PDL file or of a folder. */
    static Path lockOf(Path pdl, boolean isFolder) {
        return isFolder ? pdl.resolve(LOCK_NAME) : pdl.resolveSibling(LOCK_NAME);
    }

    /** Returns the files that the command line names now: of a folder, the files that are in it. */
    List<Path> named() {
        return files.stream().flatMap(file -> PdlFolder.filesNow(file).stream()).toList();
    }

    static boolean isStandardInput(Path file) {
        return file.equals(Console.STANDARD_INPUT);
    }

    /** Returns whether standard input is one of the files. */
    boolean includeStandardInput() {
        return files.contains(Console.STANDARD_INPUT);
    }
}
