package dev.packetwright.benchmarks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where processes that are measured leave their files. Within a run nothing is deleted: file systems that look for room
 * among what was deleted a moment ago would charge that to the next process.
 */
final class WorkFolder {
    private final Path folder;
    private int asides;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder, without what an earlier run has left there. */
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

    /** Makes way for a new folder of that name. */
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
