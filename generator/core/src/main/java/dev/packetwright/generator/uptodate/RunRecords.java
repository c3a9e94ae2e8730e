package dev.packetwright.generator.uptodate;

import dev.packetwright.generator.load.Artifacts;
import java.io.IOException;
import java.util.Optional;

/** The records of the earlier runs for one output. */
public interface RunRecords {
    /** The record of an earlier run of the same request, if another run would change nothing. */
    Optional<RunRecord> stillTrue(String request, Artifacts artifacts) throws IOException;

    /** The record of the last run that wrote a list of files; empty if there is none. */
    Optional<RunRecord> last(String listName) throws IOException;

    /** The newest record of the same sources in whatever namespace; empty if there is none. */
    Optional<RunRecord> lastOf(String sources) throws IOException;

    /**
     * Makes sure that no later run trusts the record of a list of files. A job calls this before it writes the first of
     * these files.
     */
    void discard(String listName) throws IOException;

    /**
     * Keeps the record of a run that has written a list of files.
     *
     * @param last the record; {@linkplain RunRecord#isReusable() not reusable} if the next run must be a full run
     */
    void keep(String listName, RunRecord last) throws IOException;
}
