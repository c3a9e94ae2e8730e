package dev.packetwright.generator;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.load.PdlLoader;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.lock.History;
import dev.packetwright.generator.lock.IdLock;
import dev.packetwright.generator.lock.LockUpdate;
import dev.packetwright.generator.lock.LockedIds;
import dev.packetwright.generator.lock.PastPacket;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.peer.CoursePeer;
import dev.packetwright.generator.peer.Peer;
import dev.packetwright.generator.resolve.Resolver;
import dev.packetwright.generator.resolve.Resolver.Namespaces;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.validate.Validator;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Generates code from the sources of a protocol.
 *
 * <p>The generator reads files but writes none: {@link dev.packetwright.generator.output.OutputTree} does. The same
 * content and the same options give the same result on every machine, in every locale and every time zone. An error in
 * the sources, even a file that cannot be read, is a diagnostic and not an exception.
 */
public final class Generator {
    private final GeneratorOptions options;
    private final Diagnostics diagnostics = new Diagnostics();
    private final PdlLoader loader;
    private final Optional<LockedIds> lock;
    private final Protocol protocol;

    private Generator(Sources sources, GeneratorOptions options) {
        this.options = options;
        this.loader = new PdlLoader(sources.artifacts(), diagnostics);
        sources.files().forEach(source -> source.loadWith(loader));
        this.lock = sources.lock().map(file -> file.read(diagnostics));
        this.protocol = protocol();
    }

    /** Generates Java with its default options, in the namespace that the files name. */
    public static Generation generate(Sources sources) {
        return generate(sources, GeneratorOptions.DEFAULT);
    }

    /**
     * Generates code. If the protocol has an error, there is none.
     *
     * <p>{@link Generation#lock()} is the lock file with the packets that it lacked. If there is no lock file yet, the
     * packets have the ids that they would have without one.
     */
    public static Generation generate(Sources sources, GeneratorOptions options) {
        return generate(sources, options, History.NONE);
    }

    /**
     * Generates code. A protocol whose lock probably has one of its packets under an earlier name has an error.
     *
     * @param history the packets of the last run, which show whether a packet was renamed
     */
    public static Generation generate(Sources sources, GeneratorOptions options, History history) {
        Generator generator = new Generator(sources, options);
        generator.refuseRenaming(history);
        return generator.diagnostics.hasErrors() ? generator.withoutFiles() : generator.withFiles();
    }

    /** Looks for errors with the options for Java, and generates nothing. */
    public static Generation check(Sources sources) {
        return check(sources, GeneratorOptions.DEFAULT);
    }

    /** Looks for errors, including those of all targets and packets that the lock file lacks, and generates nothing. */
    public static Generation check(Sources sources, GeneratorOptions options) {
        Generator generator = new Generator(sources, options);
        generator.lock.ifPresent(
                ids -> ids.requireAll(generator.protocol, generator.loader.files(), generator.diagnostics));
        return generator.withoutFiles();
    }

    /**
     * Returns the parts of a protocol that a peer with the code of another generator does not understand, and nothing
     * else.
     */
    public static List<Diagnostic> unknownTo(Peer peer, Sources sources) {
        Generator generator = new Generator(sources, GeneratorOptions.DEFAULT);
        Diagnostics ofPeer = new Diagnostics();
        switch (peer) {
            case COURSE -> CoursePeer.check(generator.loader.files(), generator.protocol, ofPeer);
        }
        return ofPeer.sorted();
    }

    /** Opens the XML schema of PDL files, with which editors check them. */
    public static InputStream schema() {
        return Objects.requireNonNull(Generator.class.getResourceAsStream("pdl.xsd"));
    }

    /** Resolves the protocol and generates nothing. */
    public static Generation resolve(Sources sources) {
        return new Generator(sources, GeneratorOptions.DEFAULT).withoutFiles();
    }

    private void refuseRenaming(History history) {
        if (lock.isPresent() && !diagnostics.hasErrors()) {
            List<PastPacket> past = history.packets(protocol.namespace());
            lock.get().refuseRenaming(protocol, loader.files(), past, diagnostics);
        }
    }

    private Protocol protocol() {
        List<PdlFile> files = loader.files();
        IdLock ids = lock.map(LockedIds::ids).orElse(IdLock.EMPTY);
        Namespaces namespaces = new Namespaces(
                options.namespace(),
                loader.filesThatNameThePackage(),
                options.defaultNamespace(),
                options::isNamespace,
                loader.filesGeneratedElsewhere());
        Protocol resolved = Resolver.resolve(files, namespaces, ids, diagnostics);
        if (!files.isEmpty()) {
            Validator.validate(resolved, files.get(0).root().place(), diagnostics);
            options.targets().forEach(choice -> choice.target().check(resolved, choice.options(), diagnostics));
        }
        return resolved;
    }

    private Generation withFiles() {
        ProtocolLayout layout = ProtocolLayout.of(protocol);
        List<List<GeneratedFile>> outputs = options.targets().stream()
                .map(choice -> choice.target().emit(layout, choice.options()))
                .toList();
        return generation(outputs, lock.map(ids -> ids.extended(protocol)));
    }

    private Generation withoutFiles() {
        return generation(List.of(), Optional.empty());
    }

    private Generation generation(List<List<GeneratedFile>> outputs, Optional<LockUpdate> lockFile) {
        return new Generation(diagnostics.sorted(), outputs, lockFile, protocol, loader.paths(), loader.inputs());
    }
}
