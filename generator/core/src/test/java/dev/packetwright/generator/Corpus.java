package dev.packetwright.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** PDL files of other people, which are not part of this project. */
public final class Corpus {
    private Corpus() {}

    /**
     * Returns the files in the folder that {@code -Dpacketwright.corpus} names, or else in {@code shared/corpus} beside the
     * checkout; none if it is not there.
     */
    public static Stream<Path> files() {
        String named = System.getProperty("packetwright.corpus");
        Path folder = named != null ? Path.of(named) : ProjectFiles.path("../shared/corpus");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
