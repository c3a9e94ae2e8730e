package dev.packetwright.generator.load;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.load.Location.InArtifact;
import dev.packetwright.generator.load.Location.InSnapshot;
import dev.packetwright.generator.load.Location.OnDisk;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.pdl.PdlReader;
import dev.packetwright.generator.source.FileNames;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files of a protocol and all their imports. An imported file comes before the file that imports it, and is
 * read only once, even if several files import it.
 *
 * <p>Imports stay in the folder of the file that the user named and its subfolders: they can neither name a file
 * elsewhere nor reach one through a link. The imports of an artifact's files stay in that artifact.
 */
public final class PdlLoader {
    /** The maximum number of files. Real protocols have far fewer. */
    static final int MAX_FILES = 200;

    static final int MAX_IMPORT_DEPTH = 32;

    private final Artifacts artifacts;
    private final Diagnostics diagnostics;
    private final List<PdlFile> files = new ArrayList<>();
    private final Set<PdlFile> ofArtifacts = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<SourceText, Attribute> elsewhere = new LinkedHashMap<>();
    private final Set<Path> paths = new LinkedHashSet<>();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<Object, Optional<String>> read = new HashMap<>();
    private final Map<Object, Place> underWay = new LinkedHashMap<>();

    /** @param artifacts the source of imported artifacts */
    public PdlLoader(Artifacts artifacts, Diagnostics diagnostics) {
        this.artifacts = artifacts;
        this.diagnostics = diagnostics;
    }

    /** Returns the files that were read, in the order in which they count. */
    public List<PdlFile> files() {
        return files;
    }

    /**
     * Returns the files that can name the package: those that the user wrote. A file of an artifact names the package
     * that its own build generated, so it counts only if there is no other file.
     */
    public List<PdlFile> filesThatNameThePackage() {
        List<PdlFile> generated = files.stream()
                .filter(file -> !elsewhere.containsKey(sourceOf(file)))
                .toList();
        List<PdlFile> own =
                generated.stream().filter(file -> !ofArtifacts.contains(file)).toList();
        return own.isEmpty() ? generated : own;
    }

    /**
     * Returns the files whose code is in another package and is not generated, each with the attribute of the import
     * that names the package.
     */
    public Map<SourceText, Attribute> filesGeneratedElsewhere() {
        return elsewhere;
    }

    private static SourceText sourceOf(PdlFile file) {
        return file.root().place().source();
    }

    /**
     * Returns the files on disk that were read, or could not be read. A build or a watch has to observe all of them.
     */
    public List<Path> paths() {
        return List.copyOf(paths);
    }

    /** Returns everything that was read from disk and from artifacts. */
    public List<Input> inputs() {
        return inputs;
    }

    /** Reads an input that is not a file. It cannot import files, because it has no folder. */
    public void load(PdlInput input) {
        PdlReader.read(input, diagnostics).ifPresent(file -> {
            file.imports()
                    .forEach(it -> refuse(
                            it.attributes()
                                    .get("file")
                                    .map(Attribute::place)
                                    .orElse(it.tag().place()),
                            "an input that is not a file cannot import files",
                            "save the input as a file, and pass the path of that file"));
            files.add(file);
        });
    }

    /** Reads a file that the user named. */
    public void load(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        load(new OnDisk(file, folder), itself(file.toString()), Optional.empty());
    }

    /** Reads a file of an artifact that the user named. */
    public void load(String artifact, String file) {
        Place itself = itself(Artifact.nameOf(artifact, file));
        inArtifact(artifact, file, itself, itself).ifPresent(location -> load(location, itself, Optional.empty()));
    }

    /** Reads a file of a snapshot that the user named. */
    public void load(Snapshot snapshot, String file) {
        load(new InSnapshot(snapshot, file), itself(snapshot.nameOf(file)), Optional.empty());
    }

    private static Place itself(String name) {
        return new SourceText(name, "").place(0, 0);
    }

    /** @param generatedIn the package in which the code of the file is, if it is not generated with the protocol */
    private void load(Location location, Place from, Optional<Attribute> generatedIn) {
        Object identity = location.identity();
        Optional<String> place = generatedIn.map(Attribute::value);
        pathOf(location).ifPresent(paths::add);
        if (underWay.containsKey(identity)) {
            reportCycle(location, from);
        } else if (!read.containsKey(identity)) {
            read.put(identity, place);
            underWay.put(identity, from);
            parse(location, from).ifPresent(parsed -> add(parsed, location, generatedIn));
            underWay.remove(identity);
        } else if (!place.equals(read.get(identity))) {
            refuse(
                    from,
                    "the classes of this file cannot be in two packages",
                    "write the same package in all imports of " + shortName(location));
        }
    }

    private void add(PdlFile parsed, Location location, Optional<Attribute> generatedIn) {
        parsed.imports().forEach(it -> follow(it, location, generatedIn));
        files.add(parsed);
        if (location instanceof InArtifact) {
            ofArtifacts.add(parsed);
        }
        generatedIn.ifPresent(attribute -> {
            elsewhere.put(sourceOf(parsed), attribute);
            refusePackets(parsed, attribute);
        });
    }

    private void refusePackets(PdlFile parsed, Attribute generatedIn) {
        if (!parsed.packets().isEmpty()) {
            diagnostics.report(new Diagnostic(
                            DiagnosticCode.INVALID_IMPORT,
                            generatedIn.place(),
                            "a file with packets cannot be imported with a package: each protocol has classes of its own"
                                    + " for its packets",
                            List.of(),
                            "move the structs and enums into a file of their own, and import that")
                    .withNote(parsed.packets().get(0).tag().place(), "this is a packet"));
        }
    }

    private static Optional<Path> pathOf(Location location) {
        if (location instanceof InArtifact file) {
            return Optional.of(file.content().place());
        }
        return location instanceof OnDisk file ? Optional.of(file.file()) : Optional.empty();
    }

    private Optional<PdlFile> parse(Location location, Place from) {
        try {
            PdlInput input = location.read();
            inputs.add(Input.of(location, input.bytes()));
            return PdlReader.read(input, diagnostics);
        } catch (NoSuchFileException missing) {
            boolean isNamedThere = from.source().name().equals(location.name());
            return unreadable(from, "there is no such file" + (isNamedThere ? "" : ": " + location.name()));
        } catch (IOException unreadable) {
            return unreadable(from, "the file cannot be read: " + unreadable.getMessage());
        }
    }

    private Optional<PdlFile> unreadable(Place from, String message) {
        diagnostics.report(DiagnosticCode.UNREADABLE_FILE, from, message, "");
        return Optional.empty();
    }

    private void follow(PdlFile.Import written, Location importing, Optional<Attribute> generatedIn) {
        Optional<Attribute> file = written.attributes().get("file");
        if (file.isEmpty()) {
            refuse(written.tag().place(), "<import> names no file", "write <import file=\"common.xml\"/>");
            return;
        }
        Place place = file.get().place();
        if (read.size() >= MAX_FILES || underWay.size() >= MAX_IMPORT_DEPTH) {
            refuse(
                    place,
                    "too many imports: a protocol has at most " + MAX_FILES + " files, and imports are nested at most "
                            + MAX_IMPORT_DEPTH + " deep",
                    "");
            return;
        }
        written.attributes()
                .get("artifact")
                .map(artifact -> inArtifact(artifact.value(), file.get().value(), artifact.place(), place))
                .orElseGet(() -> beside(file.get(), importing))
                .ifPresent(target ->
                        load(target, place, written.attributes().get("package").or(() -> generatedIn)));
    }

    private Optional<Location> beside(Attribute file, Location importing) {
        Optional<Location> target = importing.sibling(file.value());
        if (target.isEmpty() && FileNames.isOutsideLocale(file.value())) {
            refuse(file.place(), FileNames.problem(file.value()), FileNames.HELP);
        } else if (target.isEmpty()) {
            refuse(
                    file.place(),
                    "'" + file.value() + "' is not a file below the folder of the protocol",
                    "write its path relative to this file, with slashes and without '..'; pass files in other folders"
                            + " on the command line beside this one");
        }
        return target;
    }

    private Optional<Location> inArtifact(String artifact, String file, Place artifactPlace, Place filePlace) {
        if (!Artifacts.NAME.matcher(artifact).matches()) {
            refuse(
                    artifactPlace,
                    "'" + artifact + "' is not an artifact",
                    "an artifact is named by its group and its name: com.example:common");
            return Optional.empty();
        }
        try {
            Optional<Location> target = InArtifact.of(artifact, artifacts.find(artifact), "", file);
            if (target.isEmpty()) {
                refuse(
                        filePlace,
                        "'" + file + "' is not a file of an artifact",
                        "write its path relative to the artifact's " + Artifact.FOLDER
                                + ", with slashes and without '..'");
            }
            return target;
        } catch (ArtifactNotFoundException unknown) {
            diagnostics.report(
                    DiagnosticCode.UNREADABLE_FILE,
                    artifactPlace,
                    Optional.ofNullable(unknown.getMessage()).orElse("there is no artifact " + artifact),
                    unknown.help());
            return Optional.empty();
        }
    }

    private void refuse(Place place, String message, String help) {
        diagnostics.report(DiagnosticCode.INVALID_IMPORT, place, message, help);
    }

    private void reportCycle(Location location, Place from) {
        diagnostics.report(new Diagnostic(
                        DiagnosticCode.IMPORT_CYCLE,
                        from,
                        "this file would import itself: " + shortName(location),
                        List.of(),
                        "move the definitions that both need into a third file")
                .withNote(underWay.getOrDefault(location.identity(), from), "reading that file began here"));
    }

    private static String shortName(Location location) {
        return location.identity() instanceof Path path ? String.valueOf(path.getFileName()) : location.name();
    }
}
