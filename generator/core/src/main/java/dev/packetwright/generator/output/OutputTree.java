package dev.packetwright.generator.output;

import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of generated sources.
 *
 * <p>A file is written only if its bytes differ, so compilers and IDEs see only real changes. A write is atomic: it
 * goes to a temporary file in the same folder, which is then moved into place. Files that an earlier run wrote for the
 * same namespace and that this run does not generate are removed; a {@linkplain Manifest manifest} in the folder lists
 * them. Nothing outside the folder is ever changed, neither through a {@code ..} nor through a symbolic link. Inside
 * the folder, only files that Packetwright wrote are changed: they begin with their {@linkplain GeneratedFile#marker
 * marker}.
 *
 * <p>Concurrent runs for different namespaces in one folder are safe; concurrent runs for the same namespace are not.
 */
public final class OutputTree {
    private final Folder folder;
    private final Manifest manifest;

    /**
     * @param root the folder; it need not exist yet
     * @param namespace the namespace of the sources; only files of this namespace are removed
     */
    public OutputTree(Path root, String namespace) {
        this(root, namespace, namespace);
    }

    /**
     * @param root the folder; it need not exist yet
     * @param namespace the namespace of the generated code; only files of this namespace are removed
     * @param listName the name of the manifest; targets that share a folder have a manifest each
     */
    public OutputTree(Path root, String namespace, String listName) {
        this.folder = new Folder(root);
        this.manifest = new Manifest(folder, namespace, listName);
    }

    /**
     * Determines the changes that writing these sources would make, without making them.
     *
     * @throws IOException if a file cannot be read, or if a foreign file is in the way
     */
    public Changes plan(Collection<GeneratedFile> files) throws IOException {
        List<GeneratedFile> toWrite = new ArrayList<>();
        for (GeneratedFile file : files) {
            Path target = folder.resolve(file.path());
            requireOurs(target, file.marker());
            if (!hasContent(target, bytes(file))) {
                toWrite.add(file);
            }
        }
        List<String> toRemove = new ArrayList<>();
        Set<String> kept = new HashSet<>(files.stream().map(GeneratedFile::path).toList());
        for (Map.Entry<String, String> earlier : manifest.read().entrySet()) {
            String path = earlier.getKey();
            if (!kept.contains(path) && isGenerated(folder.resolve(path), earlier.getValue())) {
                toRemove.add(path);
            }
        }
        return new Changes(toWrite, toRemove);
    }

    /**
     * Writes these sources and removes the files of earlier runs that are no longer generated.
     *
     * @return the changes
     * @throws IOException if a file cannot be written, or if a foreign file is in the way
     */
    public Changes write(Collection<GeneratedFile> files) throws IOException {
        Changes changes = plan(files);
        SortedMap<String, String> markers = new TreeMap<>();
        files.forEach(file -> markers.put(file.path(), file.marker()));
        SortedMap<String, String> onTheWay = manifest.read();
        onTheWay.keySet().retainAll(changes.removed());
        onTheWay.putAll(markers);
        manifest.write(onTheWay);
        for (GeneratedFile file : changes.written()) {
            AtomicFile.write(folder.resolve(file.path()), bytes(file));
        }
        for (String path : changes.removed()) {
            folder.remove(path);
        }
        manifest.write(markers);
        return changes;
    }

    /**
     * Writes one file that belongs to no tree: it has no manifest, and no run removes it.
     *
     * @param target the place of the file, whatever its path says; a symbolic link is kept
     * @throws IOException if the file cannot be written, or if a foreign file is in the way
     */
    public static void writeAlone(Path target, GeneratedFile file) throws IOException {
        if (Files.exists(target)) {
            requireOurs(target.toRealPath(), file.marker());
        }
        AtomicFile.writeThroughLinks(target, bytes(file));
    }

    private static byte[] bytes(GeneratedFile file) {
        return file.content().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireOurs(Path target, String marker) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isGenerated(target, marker)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "it is in the way, and was not written by Packetwright");
        }
    }

    private static boolean isGenerated(Path file, String marker) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        byte[] expected = marker.getBytes(StandardCharsets.UTF_8);
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(expected.length), expected);
        }
    }

    private static boolean hasContent(Path file, byte[] content) throws IOException {
        return Files.exists(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    /**
     * The differences between the folder and the sources.
     *
     * @param written sources that do not exist yet or have other bytes
     * @param removed the paths of earlier sources that are no longer generated
     */
    public record Changes(List<GeneratedFile> written, List<String> removed) {
        /** No difference. */
        public static final Changes NONE = new Changes(List.of(), List.of());

        public Changes {
            written = List.copyOf(written);
            removed = List.copyOf(removed);
        }

        /** Returns whether the folder contains exactly the sources. */
        public boolean isEmpty() {
            return written.isEmpty() && removed.isEmpty();
        }
    }
}
