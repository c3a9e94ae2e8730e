package dev.packetwright.generator.load;

import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a PDL file is. */
sealed interface Location {
    /** How diagnostics name it. */
    String name();

    /** The same for the same file, by whatever way it was reached. */
    Object identity();

    PdlInput read() throws IOException;

    /**
     * A file that is imported from here.
     *
     * @param file the way to it, as it is written
     * @return empty if that does not lead to a place within the same folder or artifact
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
     * @param artifact its name
     * @param content the artifact itself
     * @param file the way to the file within it
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

        /** The file in a folder of an artifact; empty if that is not the way to one. */
        static Optional<Location> of(String artifact, Artifact content, String folder, String file) {
            boolean isAbsolute = file.startsWith("/");
            return file.isEmpty() || isAbsolute || goesUp(file)
                    ? Optional.empty()
                    : Optional.of(new InArtifact(artifact, content, folder + file));
        }
    }
}
