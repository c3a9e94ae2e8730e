package dev.packetwright.cli;

import dev.packetwright.generator.load.FolderFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises PDL files, and finds them in folders. */
final class PdlFolder {
    private static final String PDL = ".xml";

    /** The beginning of an XML document, as bytes: after a byte order mark, or after white space. */
    private static final Pattern XML =
            Pattern.compile("(?s)(\\xEF\\xBB\\xBF)?\\s*<[A-Za-z!?].*|\\xFF\\xFE<.*|\\xFE\\xFF.<.*");

    private static final int BEGINNING = 256;

    private PdlFolder() {}

    /**
     * Returns the PDL files in a folder and its subfolders in the order of their names; of a file, the file itself.
     *
     * @throws FileNotFoundException if the folder contains none
     */
    static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> files =
                in(FolderFiles.below(place).stream()).map(place::resolve).toList();
        if (files.isEmpty()) {
            throw new FileNotFoundException("there are no PDL files (*" + PDL + ") in " + place);
        }
        return files;
    }

    /** Returns the same files as {@link #files}, or none if there are none at this moment. */
    static List<Path> filesNow(Path place) {
        try {
            return files(place);
        } catch (IOException missing) {
            return List.of();
        }
    }

    /**
     * Selects and sorts the PDL files among the paths of a folder's files, which have slashes on every system. Hidden
     * files and folders do not count.
     */
    static Stream<String> in(Stream<String> paths) {
        return paths.filter(PdlFolder::hasName)
                .filter(path -> !path.startsWith(".") && !path.contains("/."))
                .sorted();
    }

    /** Returns whether a place is a folder or a file with PDL. */
    static boolean isPdl(Path place) throws IOException {
        return Files.isDirectory(place) || hasName(place.toString()) || (Files.isRegularFile(place) && isXml(place));
    }

    private static boolean isXml(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            return XML.matcher(beginning).matches();
        }
    }

    /** Returns whether a path has the name of a PDL file. */
    static boolean hasName(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(PDL);
    }
}
