package dev.packetwright.generator.target;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Protocol;
import java.util.List;

/**
 * A generator for one language or format. Implementations are immutable, read no files and write none, and give the same
 * files for the same protocol and options on every machine.
 */
public interface Target {
    /** The name by which users select this target: {@code java}. */
    String id();

    /** Whether a namespace, names with dots between them, is valid in this language. */
    boolean isNamespace(String name);

    /** Reports everything in a valid protocol that this target cannot generate, for example names that clash in its language. */
    void check(Protocol protocol, TargetOptions options, Diagnostics diagnostics);

    /**
     * The files for a protocol. The caller has checked it and found no error.
     *
     * @return the files, in a fixed order. No two paths differ only in case: on Windows and macOS, they are one file
     */
    List<GeneratedFile> emit(ProtocolLayout protocol, TargetOptions options);
}
