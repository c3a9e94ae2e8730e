package dev.packetwright.generator.output;

import dev.packetwright.generator.naming.PdlNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list of files that the last run wrote into one package of an output folder: {@code .packetwright/<package>}, one
 * path a line.
 *
 * <p>It is written before the files are, with those that may then exist, and again after: an interrupted run leaves no
 * file that the next one does not know.
 */
final class Manifest {
    private static final String JAVA = ".java";

    private final Folder folder;
    private final String path;
    private final String packageFolder;

    Manifest(Folder folder, String packageName) {
        this.folder = folder;
        this.path = ".packetwright/" + packageName;
        this.packageFolder = packageName.replace('.', '/') + "/";
    }

    /** The paths of the last run; those that are not of the package, however they came there, are passed over. */
    Set<String> read() throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(this::isOfPackage)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isOfPackage(String path) {
        return path.startsWith(packageFolder)
                && path.endsWith(JAVA)
                && PdlNames.isName(path.substring(packageFolder.length(), path.length() - JAVA.length()));
    }

    void write(Collection<String> paths) throws IOException {
        if (paths.isEmpty()) {
            folder.remove(path);
            return;
        }
        Path file = folder.resolve(path);
        String lines = paths.stream().sorted().map(path -> path + "\n").collect(Collectors.joining());
        boolean known = Files.exists(file)
                && Files.readString(file, StandardCharsets.UTF_8).equals(lines);
        if (!known) {
            AtomicFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
        }
    }
}
