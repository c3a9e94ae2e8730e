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

/** Writes a file so that nobody ever sees half of it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes to a new file in the same folder, made if need be, and moves that into its place. */
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

    /** If a file has it nevertheless, that one stays as it is, and none is written. */
    private static String unlikelyNumber() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** Writes a file to the path that it names itself. */
    public static void write(GeneratedFile file) throws IOException {
        write(Path.of(file.path()), file.content().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether there is something else at the path that a file names itself, or nothing. */
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
