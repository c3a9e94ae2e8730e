package dev.packetwright.benchmarks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder for the files of measured processes. Nothing is deleted during a run: some file systems reuse space that
 * was freed a moment ago, and the next process would pay for it.
 */
final class WorkFolder {
    private final Path folder;
    private int asides;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder, without the files of an earlier run. */
    static WorkFolder empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
        return new WorkFolder(folder);
    }

    /** Moves an existing folder of that name out of the way. */
    void setAside(Path path) throws IOException {
        if (Files.exists(path)) {
            Files.move(path, folder.resolve("aside-" + asides++));
        }
        Files.createDirectories(path);
    }

    static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    static long countLines(List<Path> files) throws IOException {
        long count = 0;
        for (Path file : files) {
            try (Stream<String> text = Files.lines(file)) {
                count += text.count();
            }
        }
        return count;
    }
}
