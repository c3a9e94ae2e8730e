package dev.packetwright.generator.load;

import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A tree of files that is not on disk, such as a revision in the history of a project. Its content never changes. */
public interface Snapshot {
    /** Returns the name of a file in diagnostics. */
    String nameOf(String file);

    /**
     * Reads a file.
     *
     * @param file the path from the root of the tree, with slashes and without {@code ..}
     * @throws NoSuchFileException if there is no such file
     */
    PdlInput read(String file) throws IOException;
}
