package dev.packetwright.generator.load;

import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An artifact with PDL files. Immutable; each read returns the content at that moment. */
public final class Artifact {
    /** The folder of the PDL files in a jar. */
    public static final String FOLDER = "META-INF/packetwright/";

    /** The end of the name of a PDL file, as build tools pack it. */
    private static final Pattern PDL = Pattern.compile(".*\\.(xml|XML)", Pattern.DOTALL);

    private final String name;
    private final Path place;
    private final List<String> folders;

    private Artifact(String name, Path place, List<String> folders) {
        this.name = name;
        this.place = place;
        this.folders = folders;
    }

    /**
     * Returns a built artifact. Its PDL files are in {@value #FOLDER}, where builds pack them. If that folder has none,
     * they can be anywhere, and the name of each is its whole path.
     *
     * @param name the group and the name, with a colon between them
     * @param place the jar, or a folder with the content of the jar
     */
    public static Artifact packed(String name, Path place) {
        return new Artifact(name, place, List.of(FOLDER, ""));
    }

    /**
     * Returns an artifact that is not built yet; only the PDL files that its build will pack exist.
     *
     * @param name the group and the name, with a colon between them
     * @param folder the folder of the files
     */
    public static Artifact unpacked(String name, Path folder) {
        return new Artifact(name, folder, List.of(""));
    }

    /** Returns the name of an artifact's file in diagnostics. */
    public static String nameOf(String artifact, String file) {
        return artifact + "!" + file;
    }

    /** Returns the jar or the folder of the artifact. */
    public Path place() {
        return place;
    }

    /**
     * Reads a file.
     *
     * @param file the path within the artifact, with slashes and without {@code ..}
     * @throws NoSuchFileException if there is no such file
     */
    public PdlInput read(String file) throws IOException {
        String shown = nameOf(name, file);
        Optional<PdlInput> content = Files.isDirectory(place) ? inFolder(shown, file) : inJar(shown, file);
        return content.orElseThrow(() -> new NoSuchFileException(shown));
    }

    /** Returns the names of the PDL files in the artifact, in alphabetical order. */
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

    private static boolean isPdl(String file) {
        return PDL.matcher(file).matches();
    }

    private List<String> filesOfJar() throws IOException {
        String folder = folders.get(0);
        try (ZipFile jar = new ZipFile(place.toString())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.startsWith(folder) && isPdl(entry))
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
        return FolderFiles.below(folder).stream().filter(Artifact::isPdl).toList();
    }
}
