package dev.packetwright.generator;

import dev.packetwright.generator.artifact.Artifact;
import dev.packetwright.generator.artifact.ArtifactNotFoundException;
import dev.packetwright.generator.artifact.Artifacts;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.emit.GeneratedFile;
import dev.packetwright.generator.emit.JavaEmitter;
import dev.packetwright.generator.load.Input;
import dev.packetwright.generator.load.LockedIds;
import dev.packetwright.generator.load.PdlLoader;
import dev.packetwright.generator.lock.IdLock;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.naming.JavaNames;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.resolve.Resolver;
import dev.packetwright.generator.validate.Validator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Generates Java from PDL files.
 *
 * <p>It writes nothing: {@link dev.packetwright.generator.output.OutputTree} does. The same input gives the same
 * sources, whatever the machine, its locale and its time zone. One generator takes any number of inputs, which together
 * are one protocol. Not safe for use by two threads at once.
 */
public final class Generator {
    /** From how many members on a record has a builder, unless somebody wants it otherwise. */
    public static final int BUILDERS_FROM = 6;

    private final Diagnostics diagnostics = new Diagnostics();
    private final PdlLoader loader = new PdlLoader(Generator::unknownArtifact, diagnostics);
    private Set<Side> sides = Set.of(Side.values());
    private boolean views;
    private int buildersFrom = BUILDERS_FROM;
    private Optional<LockedIds> lock = Optional.empty();
    private String defaultPackage = Resolver.DEFAULT_PACKAGE;

    /**
     * Reads a file of the protocol, and what it imports. A file that cannot be read is a diagnostic, not an exception.
     *
     * @param file the file, named in diagnostics as it is here
     * @return this generator
     */
    public Generator add(Path file) {
        loader.load(file);
        return this;
    }

    /**
     * Reads an input of the protocol; it can import nothing, for want of a folder.
     *
     * @return this generator
     */
    public Generator add(PdlInput input) {
        loader.load(input);
        return this;
    }

    /**
     * Reads a file of an artifact, and what it imports: say first {@linkplain #importFrom where artifacts are}.
     *
     * @param artifact its group and name, with a colon between them
     * @param file the way to the file within it
     * @return this generator
     */
    public Generator add(String artifact, String file) {
        loader.load(artifact, file);
        return this;
    }

    /**
     * Finds artifacts there, for the files that are read from now on. Until then, none is known.
     *
     * @return this generator
     */
    public Generator importFrom(Artifacts artifacts) {
        loader.importFrom(artifacts);
        return this;
    }

    private static Artifact unknownArtifact(String name) throws ArtifactNotFoundException {
        throw new ArtifactNotFoundException("the artifact " + name + " is not known here", "");
    }

    /**
     * The files on disk that have been read so far, imports included, and those that could not be; of what came from an
     * artifact, its jar.
     */
    public List<Path> files() {
        return loader.paths();
    }

    /** What has been read so far from disk and out of artifacts, but for the lock file. */
    public List<Input> inputs() {
        return List.copyOf(loader.inputs());
    }

    /**
     * Keeps the packets' ids as a lock file has them. If it does not exist yet, the ids are what they are without one, and
     * {@link Generation#lock()} is what to write into it.
     *
     * @return this generator
     */
    public Generator keepIdsIn(Path lockFile) {
        lock = Optional.of(LockedIds.read(lockFile, diagnostics));
        return this;
    }

    /**
     * Keeps the packets' ids as a lock has them that is not a file of its own, such as one out of an artifact.
     *
     * @return this generator
     */
    public Generator keepIdsIn(PdlInput lockFile) {
        lock = Optional.of(LockedIds.of(lockFile, diagnostics));
        return this;
    }

    /**
     * Generates for some sides only: the packets are the same, but the others' handlers and managers are left out.
     *
     * @return this generator
     */
    public Generator forSides(Set<Side> wanted) {
        sides = Set.copyOf(wanted);
        return this;
    }

    /**
     * Generates into another package than {@value Resolver#DEFAULT_PACKAGE} where the files name none.
     *
     * @return this generator
     * @throws IllegalArgumentException if that cannot be the name of a package
     */
    public Generator withDefaultPackage(String packageName) {
        requirePackage(packageName);
        defaultPackage = packageName;
        return this;
    }

    /**
     * Generates views as well: for each packet a class that reads it in place.
     *
     * @return this generator
     */
    public Generator withViews() {
        views = true;
        return this;
    }

    /**
     * Gives records with so many members or more a builder, instead of those with {@value #BUILDERS_FROM}. In large
     * protocols builders are much code to compile.
     *
     * @return this generator
     * @throws IllegalArgumentException if the number is not positive
     */
    public Generator withBuildersFrom(int members) {
        if (members < 1) {
            throw new IllegalArgumentException("builders from " + members + " members on");
        }
        buildersFrom = members;
        return this;
    }

    /** Generates into the package that the files name, or else into the default package. */
    public Generation generate() {
        return generate(Optional.empty());
    }

    /**
     * Generates into a package, whatever the files say.
     *
     * @throws IllegalArgumentException if that cannot be the name of a package
     */
    public Generation generate(String packageName) {
        requirePackage(packageName);
        return generate(Optional.of(packageName));
    }

    private static void requirePackage(String name) {
        if (!JavaNames.isPackage(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the package of generated code");
        }
    }

    /** Looks for errors, a lock that lacks a packet among them, and generates nothing. */
    public Generation check() {
        Protocol protocol = protocol(Optional.empty());
        lock.ifPresent(ids -> ids.requireAll(protocol, diagnostics));
        return withoutSources(protocol);
    }

    /** Finds what the files mean, for those who want to know that alone, and generates nothing. */
    public Generation resolve() {
        return withoutSources(protocol(Optional.empty()));
    }

    private Generation withoutSources(Protocol protocol) {
        return new Generation(diagnostics.sorted(), List.of(), Optional.empty(), protocol);
    }

    private Generation generate(Optional<String> packageName) {
        Protocol protocol = protocol(packageName);
        if (diagnostics.hasErrors()) {
            return withoutSources(protocol);
        }
        Optional<GeneratedFile> lockFile = lock.map(ids -> ids.extended(protocol));
        return new Generation(diagnostics.sorted(), sources(protocol), lockFile, protocol);
    }

    private List<GeneratedFile> sources(Protocol protocol) {
        List<GeneratedFile> packets = JavaEmitter.emit(protocol, sides, buildersFrom);
        return views
                ? Stream.concat(packets.stream(), JavaEmitter.emitViews(protocol).stream())
                        .toList()
                : packets;
    }

    private Protocol protocol(Optional<String> packageName) {
        List<PdlFile> files = loader.files();
        IdLock ids = lock.map(LockedIds::ids).orElse(IdLock.EMPTY);
        Protocol protocol = Resolver.resolve(files, packageName, defaultPackage, ids, diagnostics);
        if (!files.isEmpty()) {
            Validator.validate(protocol, files.get(0).root().place(), diagnostics);
        }
        return protocol;
    }
}
