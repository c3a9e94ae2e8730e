package dev.packetwright.generator.output;

import java.io.IOException;
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

    /** Writes a file like {@link #write}. If the path is a symbolic link, it replaces the target and keeps the link. */
    public static void writeThroughLinks(Path target, byte[] content) throws IOException {
        write(Files.isSymbolicLink(target) ? target.toRealPath() : target, content);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException onThisFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
