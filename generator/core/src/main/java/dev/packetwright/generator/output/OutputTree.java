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
 * <p>A file is written only if its bytes differ, so that compilers and IDEs see no change where there is none, and then
 * whole: to a temporary file beside it, moved into its place. Files that an earlier run wrote for the same namespace and
 * this one does not are removed; a {@linkplain Manifest manifest} in the folder lists them. Nothing outside of the folder
 * is ever touched, not through a {@code ..} and not through a symbolic link, and within it no file that Packetwright did
 * not write: such a file begins with its {@linkplain GeneratedFile#marker marker}.
 *
 * <p>Two runs at once for one namespace into one folder are not safe; for different ones they are.
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
     * Finds out what writing these sources would change, and changes nothing.
     *
     * @throws IOException if a file cannot be read, or writing it would touch what is not ours
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
     * Writes these sources and removes what an earlier run wrote and this one does not.
     *
     * @return what was changed
     * @throws IOException if a file cannot be written, or is not ours to write
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
     * What differs between the folder and the sources.
     *
     * @param written sources that are not there yet, or have other bytes
     * @param removed the paths of earlier sources that are no longer generated
     */
    public record Changes(List<GeneratedFile> written, List<String> removed) {
        /** No difference. */
        public static final Changes NONE = new Changes(List.of(), List.of());

        public Changes {
            written = List.copyOf(written);
            removed = List.copyOf(removed);
        }

        /** Whether the folder has exactly the sources. */
        public boolean isEmpty() {
            return written.isEmpty() && removed.isEmpty();
        }
    }
}
