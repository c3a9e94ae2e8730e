package dev.packetwright.generator.uptodate;

import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.output.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The records that an output folder keeps in itself: one beside each list of generated files. */
public final class FolderRecords implements RunRecords {
    private static final String FOLDER = ".packetwright/";

    /** Differs from the name of every list of files. */
    private static final String SUFFIX = "-receipt";

    private final Path output;

    /**
     * @param output the output folder; it need not exist yet
     */
    public FolderRecords(Path output) {
        this.output = output;
    }

    @Override
    public Optional<RunRecord> stillTrue(String request, Artifacts artifacts) throws IOException {
        return files().stream()
                .flatMap(file -> RunRecord.read(file).stream())
                .filter(last -> last.isStillTrue(request, artifacts, output))
                .findFirst();
    }

    private List<Path> files() throws IOException {
        Path folder = output.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Optional<RunRecord> last(String listName) throws IOException {
        return RunRecord.read(file(listName));
    }

    @Override
    public Optional<RunRecord> lastOf(String sources) throws IOException {
        NavigableMap<FileTime, RunRecord> byTime = new TreeMap<>();
        for (Path file : files()) {
            FileTime time = Files.getLastModifiedTime(file);
            RunRecord.read(file)
                    .filter(last -> last.sources().equals(sources))
                    .ifPresent(last -> byTime.put(time, last));
        }
        return Optional.ofNullable(byTime.lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public void discard(String listName) throws IOException {
        Optional<RunRecord> last = last(listName);
        if (last.isPresent()) {
            last.get().notReusable().write(file(listName));
        } else {
            Files.deleteIfExists(file(listName));
        }
    }

    @Override
    public void keep(String listName, RunRecord last) throws IOException {
        last.write(file(listName));
    }

    private Path file(String listName) throws IOException {
        return new Folder(output).resolve(FOLDER + listName + SUFFIX);
    }
}
