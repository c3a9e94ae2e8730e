package dev.packetwright.generator.load;

import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The location of a PDL file. */
sealed interface Location {
    /** Returns the name of the file in diagnostics. */
    String name();

    /** Returns a key that is equal for the same file, even if it was reached by different paths. */
    Object identity();

    PdlInput read() throws IOException;

    /**
     * Returns the location of a file that this file imports.
     *
     * @param file the path as it is written in the import
     * @return empty if the path leaves the folder or the artifact
     */
    Optional<Location> sibling(String file);

    private static boolean goesUp(String file) {
        return file.contains("\\") || List.of(file.split("/", -1)).contains("..");
    }

    /**
     * A file on disk.
     *
     * @param root the folder of the file that the user named
     */
    record OnDisk(Path file, Path root) implements Location {
        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public Object identity() {
            try {
                return file.toRealPath();
            } catch (IOException missing) {
                return file.toAbsolutePath().normalize();
            }
        }

        @Override
        public PdlInput read() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return PdlInput.read(name(), in);
            }
        }

        @Override
        public Optional<Location> sibling(String other) {
            try {
                Path relative = file.getFileSystem().getPath(other);
                if (other.isEmpty() || relative.isAbsolute() || goesUp(other)) {
                    return Optional.empty();
                }
                Path target = file.resolveSibling(relative);
                boolean isElsewhere =
                        Files.exists(target) && !target.toRealPath().startsWith(root.toRealPath());
                return isElsewhere ? Optional.empty() : Optional.of(new OnDisk(target, root));
            } catch (InvalidPathException | IOException notAPath) {
                return Optional.empty();
            }
        }
    }

    /**
     * A file of an artifact.
     *
     * @param artifact the name of the artifact
     * @param content the artifact itself
     * @param file the path of the file within the artifact
     */
    record InArtifact(String artifact, Artifact content, String file) implements Location {
        @Override
        public String name() {
            return Artifact.nameOf(artifact, file);
        }

        @Override
        public Object identity() {
            return name();
        }

        @Override
        public PdlInput read() throws IOException {
            return content.read(file);
        }

        @Override
        public Optional<Location> sibling(String other) {
            return of(artifact, content, file.substring(0, file.lastIndexOf('/') + 1), other);
        }

        /** Returns a file in a folder of an artifact; empty if the path leaves that folder. */
        static Optional<Location> of(String artifact, Artifact content, String folder, String file) {
            boolean isAbsolute = file.startsWith("/");
            return file.isEmpty() || isAbsolute || goesUp(file)
                    ? Optional.empty()
                    : Optional.of(new InArtifact(artifact, content, folder + file));
        }
    }

    /**
     * A file of a snapshot.
     *
     * @param file the path from the root of the snapshot
     */
    record InSnapshot(Snapshot snapshot, String file) implements Location {
        @Override
        public String name() {
            return snapshot.nameOf(file);
        }

        @Override
        public Object identity() {
            return name();
        }

        @Override
        public PdlInput read() throws IOException {
            return snapshot.read(file);
        }

        @Override
        public Optional<Location> sibling(String other) {
            return other.isEmpty() || other.startsWith("/") || goesUp(other)
                    ? Optional.empty()
                    : Optional.of(
                            new InSnapshot(snapshot, file.substring(0, file.lastIndexOf('/') + 1) + plain(other)));
        }

        /** Removes the parts of a path that name no folder: a snapshot may know a file by one path only. */
        private static String plain(String path) {
            return Arrays.stream(path.split("/", -1))
                    .filter(part -> !part.isEmpty() && !part.equals("."))
                    .collect(Collectors.joining("/"));
        }
    }
}
