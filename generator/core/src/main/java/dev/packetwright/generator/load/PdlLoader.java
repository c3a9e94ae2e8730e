package dev.packetwright.generator.load;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.pdl.PdlReader;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files of a protocol with all that they import. A file that is imported stands before the one that imports it,
 * and is read once, however many import it.
 *
 * <p>An import stays below the folder of the file that the user named: it can neither name a file elsewhere nor reach one
 * through a link.
 */
public final class PdlLoader {
    /** Far over what people split a protocol into. */
    static final int MAX_FILES = 200;

    static final int MAX_IMPORT_DEPTH = 32;

    private final Diagnostics diagnostics;
    private final List<PdlFile> files = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final Set<Path> read = new HashSet<>();
    private final Map<Path, Place> underWay = new LinkedHashMap<>();

    public PdlLoader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** What has been read, in the order in which it counts. */
    public List<PdlFile> files() {
        return files;
    }

    /** The files on disk that have been read, or were to be: what a build or a watch has to look at. */
    public List<Path> paths() {
        return paths;
    }

    /** Reads an input that is not a file, and so has no folder to import from. */
    public void load(PdlInput input) {
        PdlReader.read(input, diagnostics).ifPresent(file -> {
            file.imports()
                    .forEach(it -> refuse(
                            it.attributes()
                                    .get("file")
                                    .map(Attribute::place)
                                    .orElse(it.tag().place()),
                            "only a file can import another",
                            "save this as a file, and name that"));
            files.add(file);
        });
    }

    /** Reads a file that the user has named. */
    public void load(Path file) {
        Place itself = new SourceText(file.toString(), "").place(0, 0);
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        load(file, folder, itself);
    }

    private void load(Path file, Path root, Place from) {
        Path identity = identity(file);
        paths.add(file);
        if (underWay.containsKey(identity)) {
            reportCycle(identity, from);
        } else if (read.add(identity)) {
            underWay.put(identity, from);
            parse(file, from).ifPresent(parsed -> {
                parsed.imports().forEach(it -> follow(it, file, root));
                files.add(parsed);
            });
            underWay.remove(identity);
        }
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            return file.toAbsolutePath().normalize();
        }
    }

    private Optional<PdlFile> parse(Path file, Place from) {
        try (InputStream in = Files.newInputStream(file)) {
            return PdlReader.read(PdlInput.read(file.toString(), in), diagnostics);
        } catch (NoSuchFileException missing) {
            return unreadable(from, "there is no such file" + (isOf(from, file) ? "" : ": " + file));
        } catch (IOException unreadable) {
            return unreadable(from, "the file cannot be read: " + unreadable.getMessage());
        }
    }

    private static boolean isOf(Place place, Path file) {
        return place.source().name().equals(file.toString());
    }

    private Optional<PdlFile> unreadable(Place from, String message) {
        diagnostics.report(DiagnosticCode.UNREADABLE_FILE, from, message, "");
        return Optional.empty();
    }

    private void follow(PdlFile.Import written, Path importing, Path root) {
        Optional<Attribute> file = written.attributes().get("file");
        if (file.isEmpty()) {
            refuse(written.tag().place(), "<import> names no file", "write <import file=\"common.xml\"/>");
            return;
        }
        Place place = file.get().place();
        if (read.size() >= MAX_FILES || underWay.size() >= MAX_IMPORT_DEPTH) {
            refuse(
                    place,
                    "that is one import too many: " + MAX_FILES + " files and " + MAX_IMPORT_DEPTH
                            + " imports of imports are the most",
                    "");
            return;
        }
        target(file.get(), importing, root).ifPresent(target -> load(target, root, place));
    }

    private Optional<Path> target(Attribute file, Path importing, Path root) {
        try {
            Path relative = importing.getFileSystem().getPath(file.value());
            boolean goesUp = file.value().contains("\\")
                    || List.of(file.value().split("/", -1)).contains("..");
            if (file.value().isEmpty() || relative.isAbsolute() || goesUp) {
                return outside(file);
            }
            Path target = importing.resolveSibling(relative);
            return Files.exists(target) && !target.toRealPath().startsWith(root.toRealPath())
                    ? outside(file)
                    : Optional.of(target);
        } catch (InvalidPathException | IOException notAPath) {
            return outside(file);
        }
    }

    private Optional<Path> outside(Attribute file) {
        refuse(
                file.place(),
                "'" + file.value() + "' is not a file below the folder of the protocol",
                "name it by the way from this file, with slashes and without '..'; a file elsewhere can be given on the"
                        + " command line beside this one");
        return Optional.empty();
    }

    private void refuse(Place place, String message, String help) {
        diagnostics.report(DiagnosticCode.INVALID_IMPORT, place, message, help);
    }

    private void reportCycle(Path identity, Place from) {
        diagnostics.report(new Diagnostic(
                        DiagnosticCode.IMPORT_CYCLE,
                        from,
                        "this file would import itself: " + identity.getFileName(),
                        List.of(),
                        "move what both need into a third file")
                .withNote(underWay.getOrDefault(identity, from), "it is being read because of this"));
    }
}
