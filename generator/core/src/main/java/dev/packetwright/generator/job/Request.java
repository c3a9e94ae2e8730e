package dev.packetwright.generator.job;

import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.GeneratorOptions.TargetChoice;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.OnDisk;
import dev.packetwright.generator.load.Sources.Source;
import dev.packetwright.generator.output.Folder;
import dev.packetwright.generator.resolve.Resolver;
import dev.packetwright.generator.uptodate.RunRecord;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order for a job. Immutable.
 *
 * @param namespace the namespace of the generated code; empty for the one that the files name
 * @param defaultNamespace the namespace if neither the request nor the files name one
 * @param outputs the outputs, at least one
 * @param lockMode the treatment of packets that the lock lacks
 * @param warningsAsErrors whether a warning fails the job as an error does
 * @param tool the identity of the generator; empty if another generator could have the same, which makes every run a
 *     full run
 */
public record Request(
        Sources sources,
        Optional<String> namespace,
        String defaultNamespace,
        List<Output> outputs,
        Mode mode,
        LockMode lockMode,
        boolean warningsAsErrors,
        Optional<String> tool) {
    /**
     * @throws IllegalArgumentException if there is no output, if two are the same target in the same folder, or if a
     *     namespace is invalid in a target; the message is for users
     */
    public Request {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("there is no output");
        }
        Set<List<Object>> seen = new HashSet<>();
        for (Output output : outputs) {
            String id = output.target().id();
            if (!seen.add(List.of(id, Folder.withoutLinks(output.folder())))) {
                throw new IllegalArgumentException(
                        "the target '" + id + "' is given twice for the folder " + output.folder());
            }
        }
        // options refuse an invalid namespace
        options(namespace, defaultNamespace, outputs);
    }

    /** A request with the usual default namespace, which accepts warnings and adds packets to the lock. */
    public Request(
            Sources sources, Optional<String> namespace, List<Output> outputs, Mode mode, Optional<String> tool) {
        this(sources, namespace, Resolver.DEFAULT_NAMESPACE, outputs, mode, LockMode.EXTEND, false, tool);
    }

    /** The same request with another treatment of packets that the lock lacks. */
    public Request withLockMode(LockMode other) {
        return new Request(sources, namespace, defaultNamespace, outputs, mode, other, warningsAsErrors, tool);
    }

    /** The options of the generator. */
    public GeneratorOptions options() {
        return options(namespace, defaultNamespace, outputs);
    }

    private static GeneratorOptions options(Optional<String> namespace, String defaultNamespace, List<Output> outputs) {
        List<TargetChoice> targets = outputs.stream()
                .map(output -> new TargetChoice(output.target(), output.options()))
                .toList();
        return new GeneratorOptions(namespace, defaultNamespace, targets);
    }

    /**
     * The digest of everything that determines an output, apart from the content of the sources; empty if a later run
     * cannot be compared with this one.
     */
    public Optional<String> digest(Output output) {
        if (!sources.canBeReadAgain()) {
            return Optional.empty();
        }
        return tool.map(name -> RunRecord.request(
                Stream.concat(Stream.of(name, namespace.orElse(""), defaultNamespace, output.key()), sources.names())
                        .toList()));
    }

    /**
     * The digest of the names of the PDL files, as seen from the folder of an output, by which the records there know the
     * protocol; {@link RunRecord#NO_SOURCES} if another protocol could have the same.
     */
    String sourcesSeenFrom(Path folder) {
        if (!sources.canBeReadAgain()) {
            return RunRecord.NO_SOURCES;
        }
        return RunRecord.request(sources.files().stream()
                .map(source -> seenFrom(Folder.withoutLinks(folder), source))
                .sorted()
                .toList());
    }

    private static String seenFrom(Path folder, Source source) {
        if (source instanceof OnDisk onDisk) {
            Path file = Folder.withoutLinks(onDisk.file());
            boolean isOnOneDrive = Objects.equals(file.getRoot(), folder.getRoot());
            return (isOnOneDrive ? folder.relativize(file) : file).toString();
        }
        return source.name();
    }
}
