package dev.packetwright.maven;

import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.uptodate.RunRecord;
import dev.packetwright.generator.uptodate.RunRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The record of the last run for one output of an execution: a file in the build folder. It also lists the files of the last
 * run, so that they can be removed after the package has changed.
 *
 * @param file the file with the record
 * @param output the output folder
 */
record BuildRecords(Path file, Path output) implements RunRecords {
    /** The package of the last run. */
    Optional<String> lastPackage() {
        return RunRecord.read(file).map(RunRecord::packageName);
    }

    /** Removes the record. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public Optional<RunRecord> stillTrue(String request, Artifacts artifacts) {
        return RunRecord.read(file).filter(last -> last.isStillTrue(request, artifacts, output));
    }

    @Override
    public Optional<RunRecord> last(String listName) {
        return RunRecord.read(file);
    }

    /** The last run of this execution, even if its files had other names. */
    @Override
    public Optional<RunRecord> lastOf(String sources) {
        return RunRecord.read(file);
    }

    /** Keeps the list of files. */
    @Override
    public void discard(String listName) throws IOException {
        Optional<RunRecord> last = RunRecord.read(file);
        if (last.isPresent()) {
            last.get().notReusable().write(file);
        }
    }

    @Override
    public void keep(String listName, RunRecord last) throws IOException {
        last.write(file);
    }
}
