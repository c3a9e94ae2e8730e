package dev.packetwright.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The PDL files of a folder: all files below it that end in {@code .xml}, in the order of their names. */
final class PdlFolder {
    private static final String PDL = ".xml";

    private PdlFolder() {}

    /**
     * Returns the PDL files of a folder.
     *
     * @throws FileNotFoundException if there are none
     */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = in(all.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/')))
                    .map(folder::resolve)
                    .toList();
            if (files.isEmpty()) {
                throw new FileNotFoundException("there are no PDL files in the folder " + folder);
            }
            return files;
        }
    }

    /** Selects and sorts the PDL files among the paths of a folder's files. Hidden files and folders do not count. */
    static Stream<String> in(Stream<String> paths) {
        return paths.filter(PdlFolder::isPdl)
                .filter(path -> !path.startsWith(".") && !path.contains("/."))
                .sorted();
    }

    /** Returns whether a path is that of a PDL file by its ending. */
    static boolean isPdl(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(PDL);
    }
}
