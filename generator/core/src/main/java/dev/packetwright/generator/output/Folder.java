package dev.packetwright.generator.output;

import dev.packetwright.generator.source.FileNames;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** An output folder that rejects paths outside it. Every path goes through {@link #resolve}. */
public final class Folder {
    private final Path root;

    /**
     * @param root the folder; it need not exist yet
     */
    public Folder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Returns the path of a folder without symbolic links, as far as it exists: the same for all paths that lead to it. */
    public static Path withoutLinks(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        for (Path above = whole; above != null; above = above.getParent()) {
            try {
                return above.toRealPath().resolve(above.relativize(whole));
            } catch (IOException missing) {
                // the folder above may exist
            }
        }
        return whole;
    }

    /**
     * Returns the path of a file in the folder.
     *
     * @param path a path with slashes, relative to the folder
     * @throws IOException if the path leads out of the folder, symbolic links included
     */
    public Path resolve(String path) throws IOException {
        Path target = resolved(path);
        if (!target.startsWith(root) || target.equals(root) || leadsOut(target)) {
            throw new IOException(path + " leads out of the output folder " + root);
        }
        return target;
    }

    /** Resolves a path. In a locale without an encoding, Java cannot represent file names outside ASCII. */
    private Path resolved(String path) throws IOException {
        try {
            return root.resolve(path).normalize();
        } catch (InvalidPathException noName) {
            throw new IOException(FileNames.problem(path) + "; " + FileNames.HELP, noName);
        }
    }

    /** Checks the nearest existing folder, since that is where the missing folders would be created. */
    private boolean leadsOut(Path target) throws IOException {
        for (Path above = target.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                requireFolder(above);
                return !above.toRealPath().startsWith(root.toRealPath());
            }
        }
        return false;
    }

    private static void requireFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is in the way, and is not a folder");
        }
    }

    /** Removes a file and the folders that become empty. */
    void remove(String path) throws IOException {
        Path file = resolve(path);
        Files.deleteIfExists(file);
        for (Path above = file.getParent(); above != null && !above.equals(root); above = above.getParent()) {
            if (Files.exists(above) && !isEmpty(above)) {
                return;
            }
            Files.deleteIfExists(above);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
