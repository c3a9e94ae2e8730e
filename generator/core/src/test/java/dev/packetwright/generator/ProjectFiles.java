package dev.packetwright.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds files of the project in tests, independent of the working folder. */
public final class ProjectFiles {
    private ProjectFiles() {}

    /** Returns a file or folder by its path from the root of the project. */
    public static Path path(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CONTRIBUTING.md"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder.resolve(name);
    }

    /** Returns the text of a file. */
    public static String read(String name) {
        try {
            return Files.readString(path(name), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns the files in a folder with the given ending, in the order of their names. */
    public static List<Path> in(String folder, String ending) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
