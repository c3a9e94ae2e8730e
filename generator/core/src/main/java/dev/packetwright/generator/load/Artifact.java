package dev.packetwright.generator.load;

import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An artifact with PDL files. Immutable; what it reads is what is there at that moment. */
public final class Artifact {
    /** Where in a jar the PDL files are. */
    public static final String FOLDER = "META-INF/packetwright/";

    private static final String PDL = ".xml";

    private final String name;
    private final Path place;
    private final List<String> folders;

    private Artifact(String name, Path place, List<String> folders) {
        this.name = name;
        this.place = place;
        this.folders = folders;
    }

    /**
     * An artifact as it is built: its PDL files are below {@value #FOLDER}, where builds pack them, or else anywhere, each
     * named by its whole path.
     *
     * @param name its group and name, with a colon between them
     * @param place its jar, or a folder with what would be in it
     */
    public static Artifact packed(String name, Path place) {
        return new Artifact(name, place, List.of(FOLDER, ""));
    }

    /**
     * An artifact of which nothing is there yet but the PDL files that will be packed into it.
     *
     * @param name its group and name, with a colon between them
     * @param folder the folder of the files
     */
    public static Artifact unpacked(String name, Path folder) {
        return new Artifact(name, folder, List.of(""));
    }

    /** How diagnostics name a file of an artifact. */
    public static String nameOf(String artifact, String file) {
        return artifact + "!" + file;
    }

    /** Its jar, or its folder. */
    public Path place() {
        return place;
    }

    /**
     * Reads a file.
     *
     * @param file the way to it, with slashes and without {@code ..}
     * @throws NoSuchFileException if there is no such file
     */
    public PdlInput read(String file) throws IOException {
        String shown = nameOf(name, file);
        Optional<PdlInput> content = Files.isDirectory(place) ? inFolder(shown, file) : inJar(shown, file);
        return content.orElseThrow(() -> new NoSuchFileException(shown));
    }

    /** The PDL files that were packed into it, by name. */
    public List<String> files() throws IOException {
        return Files.isDirectory(place) ? filesOfFolder() : filesOfJar();
    }

    private Optional<PdlInput> inFolder(String shown, String file) throws IOException {
        for (String folder : folders) {
            Path root = place.resolve(folder).normalize();
            Path found = root.resolve(file).normalize();
            if (found.startsWith(root) && Files.isRegularFile(found)) {
                try (InputStream in = Files.newInputStream(found)) {
                    return Optional.of(PdlInput.read(shown, in));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<PdlInput> inJar(String shown, String file) throws IOException {
        try (ZipFile jar = new ZipFile(place.toString())) {
            for (String folder : folders) {
                ZipEntry entry = jar.getEntry(folder + file);
                if (entry != null && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return Optional.of(PdlInput.read(shown, in));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<String> filesOfJar() throws IOException {
        String folder = folders.get(0);
        try (ZipFile jar = new ZipFile(place.toString())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.startsWith(folder) && entry.endsWith(PDL))
                    .map(entry -> entry.substring(folder.length()))
                    .sorted()
                    .toList();
        }
    }

    private List<String> filesOfFolder() throws IOException {
        Path folder = place.resolve(folders.get(0));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(PDL))
                    .sorted()
                    .toList();
        }
    }
}
