package dev.packetwright.generator.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files in a folder and its subfolders. Links are followed, except to a folder that is already among these, so links
 * in a circle end.
 */
public final class FolderFiles {
    private final Path root;
    private final Set<Path> entered = new HashSet<>();
    private final Queue<Path> links = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();

    private FolderFiles(Path root) {
        this.root = root;
    }

    /** Returns the paths of the files from the folder, sorted, with slashes on every system. */
    public static List<String> below(Path folder) throws IOException {
        FolderFiles files = new FolderFiles(folder);
        files.enter(folder);
        while (!files.links.isEmpty()) {
            files.enter(files.links.remove());
        }
        return files.found.stream().sorted().toList();
    }

    private void enter(Path folder) throws IOException {
        if (!entered.add(folder.toRealPath())) {
            return;
        }
        for (Path entry : entries(folder)) {
            if (!Files.isDirectory(entry)) {
                addFile(entry);
            } else if (Files.isSymbolicLink(entry)) {
                links.add(entry);
            } else {
                enter(entry);
            }
        }
    }

    private void addFile(Path entry) {
        if (Files.isRegularFile(entry)) {
            found.add(root.relativize(entry).toString().replace('\\', '/'));
        }
    }

    /** Returns the entries by name, so that the same one of several links to a folder counts on every system. */
    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (UncheckedIOException unreadable) {
            throw new IOException(unreadable.getCause());
        }
    }
}
