package dev.packetwright.generator.output;

import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files atomically: no other process can see a partly written file. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes to a temporary file in the same folder and then moves it into place. Creates the folder if necessary. */
    public static void write(Path target, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path temporary = folder.resolve(".packetwright-" + unlikelyNumber() + ".tmp");
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Returns a random number for the name of the temporary file. If a file with this name exists, the write fails and
     * leaves that file unchanged.
     */
    private static String unlikelyNumber() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** Writes a file to its own path. */
    public static void write(GeneratedFile file) throws IOException {
        write(Path.of(file.path()), file.content().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns whether the file at this file's path is missing or has other content. */
    public static boolean differs(GeneratedFile file) throws IOException {
        Path path = Path.of(file.path());
        return !Files.exists(path)
                || !Files.readString(path, StandardCharsets.UTF_8).equals(file.content());
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException onThisFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
