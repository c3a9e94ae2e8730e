package dev.packetwright.generator;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.Input;
import dev.packetwright.generator.load.PdlLoader;
import dev.packetwright.generator.lock.IdLock;
import dev.packetwright.generator.lock.LockedIds;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.resolve.Resolver;
import dev.packetwright.generator.resolve.Resolver.Namespaces;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.validate.Validator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generates code from PDL files.
 *
 * <p>The generator itself writes nothing; {@link dev.packetwright.generator.output.OutputTree} does. The same input
 * gives the same sources on every machine, in every locale and time zone. One generator takes any number of inputs,
 * which together are one protocol. Not thread-safe.
 */
public final class Generator {
    private final Diagnostics diagnostics = new Diagnostics();
    private final PdlLoader loader = new PdlLoader(Generator::unknownArtifact, diagnostics);
    private final List<Output> outputs = new ArrayList<>();
    private Optional<LockedIds> lock = Optional.empty();
    private String defaultNamespace = Resolver.DEFAULT_NAMESPACE;

    private record Output(Target target, TargetOptions options) {}

    /**
     * Reads a file of the protocol and its imports. An unreadable file is a diagnostic, not an exception.
     *
     * @param file the file; diagnostics show this path as it is
     * @return this generator
     */
    public Generator add(Path file) {
        loader.load(file);
        return this;
    }

    /**
     * Reads an input of the protocol. It cannot import files, because it has no folder.
     *
     * @return this generator
     */
    public Generator add(PdlInput input) {
        loader.load(input);
        return this;
    }

    /**
     * Reads a file of an artifact and its imports. Call {@link #importFrom} first.
     *
     * @param artifact the group and the name, with a colon between them
     * @param file the path within the artifact
     * @return this generator
     */
    public Generator add(String artifact, String file) {
        loader.load(artifact, file);
        return this;
    }

    /**
     * Sets the source of artifacts for all files that are added after this call. Without it, no artifact is known.
     *
     * @return this generator
     */
    public Generator importFrom(Artifacts artifacts) {
        loader.importFrom(artifacts);
        return this;
    }

    private static Artifact unknownArtifact(String name) throws ArtifactNotFoundException {
        throw new ArtifactNotFoundException("the artifact " + name + " is unknown", "");
    }

    /**
     * Returns the files on disk that were read so far, imports included, or could not be read. For files of an
     * artifact, this is the artifact's jar.
     */
    public List<Path> files() {
        return loader.paths();
    }

    /** Returns everything that was read so far from disk and from artifacts, except the lock file. */
    public List<Input> inputs() {
        return List.copyOf(loader.inputs());
    }

    /**
     * Keeps the packets' ids in a lock file. If the file does not exist yet, the ids are the same as without a lock,
     * and {@link Generation#lock()} is the content of the new file.
     *
     * @return this generator
     */
    public Generator keepIdsIn(Path lockFile) {
        lock = Optional.of(LockedIds.read(lockFile, diagnostics));
        return this;
    }

    /**
     * Keeps the packets' ids in a lock that is not a file on disk, for example the lock in an artifact.
     *
     * @return this generator
     */
    public Generator keepIdsIn(PdlInput lockFile) {
        lock = Optional.of(LockedIds.of(lockFile, diagnostics));
        return this;
    }

    /**
     * Adds a target. Without targets, the generator uses Java with its default options. A target can be added several
     * times with different options.
     *
     * @return this generator
     */
    public Generator forTarget(Target target, TargetOptions options) {
        outputs.add(new Output(target, options));
        return this;
    }

    private List<Output> outputs() {
        return outputs.isEmpty()
                ? List.of(new Output(new JavaTarget(JavaOptions.DEFAULT), TargetOptions.DEFAULT))
                : outputs;
    }

    /**
     * Sets the namespace for files that name none, in place of {@value Resolver#DEFAULT_NAMESPACE}. Add the targets
     * first.
     *
     * @return this generator
     * @throws IllegalArgumentException if the name is not a valid namespace
     */
    public Generator withDefaultPackage(String namespace) {
        requireNamespace(namespace);
        defaultNamespace = namespace;
        return this;
    }

    /** Generates into the namespace that the files name, or else into the default namespace. */
    public Generation generate() {
        return generate(Optional.empty());
    }

    /**
     * Generates into the given namespace, regardless of the files.
     *
     * @throws IllegalArgumentException if the name is not a valid namespace
     */
    public Generation generate(String namespace) {
        requireNamespace(namespace);
        return generate(Optional.of(namespace));
    }

    private void requireNamespace(String name) {
        if (!isNamespace(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the package of generated code");
        }
    }

    private boolean isNamespace(String name) {
        return outputs().stream().allMatch(output -> output.target().isNamespace(name));
    }

    /** Checks for errors, including packets that the lock lacks, and generates nothing. */
    public Generation check() {
        Protocol protocol = protocol(Optional.empty());
        lock.ifPresent(ids -> ids.requireAll(protocol, diagnostics));
        return withoutSources(protocol);
    }

    /** Resolves the protocol without generating anything. */
    public Generation resolve() {
        return withoutSources(protocol(Optional.empty()));
    }

    private Generation withoutSources(Protocol protocol) {
        return new Generation(diagnostics.sorted(), List.of(), Optional.empty(), protocol);
    }

    private Generation generate(Optional<String> namespace) {
        Protocol protocol = protocol(namespace);
        if (diagnostics.hasErrors()) {
            return withoutSources(protocol);
        }
        Optional<GeneratedFile> lockFile = lock.map(ids -> ids.extended(protocol));
        ProtocolLayout layout = ProtocolLayout.of(protocol);
        List<List<GeneratedFile>> files = outputs().stream()
                .map(output -> output.target().emit(layout, output.options()))
                .toList();
        return new Generation(diagnostics.sorted(), files, lockFile, protocol);
    }

    private Protocol protocol(Optional<String> namespace) {
        List<PdlFile> files = loader.files();
        IdLock ids = lock.map(LockedIds::ids).orElse(IdLock.EMPTY);
        Namespaces namespaces = new Namespaces(namespace, defaultNamespace, this::isNamespace);
        Protocol protocol = Resolver.resolve(files, namespaces, ids, diagnostics);
        if (!files.isEmpty()) {
            Validator.validate(protocol, files.get(0).root().place(), diagnostics);
            outputs().forEach(output -> output.target().check(protocol, output.options(), diagnostics));
        }
        return protocol;
    }
}
