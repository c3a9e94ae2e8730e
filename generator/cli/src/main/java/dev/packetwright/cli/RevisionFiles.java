package dev.packetwright.cli;

import dev.packetwright.generator.git.GitRevision;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.Source;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds PDL files in a git revision. */
final class RevisionFiles {
    private RevisionFiles() {}

    /**
     * Returns files and folders of a revision as the sources of a protocol.
     *
     * @param name the name of the revision
     * @param files the paths in the working tree
     * @param lock the lock file in the revision; if empty, the lock file beside the first file or in the first folder,
     *     if the revision has one
     */
    static Sources sources(String name, List<Path> files, Optional<Path> lock, Artifacts artifacts) throws IOException {
        GitRevision revision = GitRevision.of(files.get(0), name);
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.addAll(sources(revision, file));
        }
        Sources all = Sources.of(sources, artifacts);
        return lock(revision, files.get(0), lock).map(all::withLock).orElse(all);
    }

    private static List<Source> sources(GitRevision revision, Path file) throws IOException {
        Optional<List<String>> ofFolder = revision.files(file);
        if (ofFolder.isEmpty()) {
            return List.of(revision.source(file));
        }
        List<Source> sources = new ArrayList<>();
        for (String found : PdlFolder.in(ofFolder.get().stream()).toList()) {
            sources.add(revision.source(file.resolve(found)));
        }
        if (sources.isEmpty()) {
            throw new FileNotFoundException("there are no PDL files in the folder " + file + " of " + revision);
        }
        return sources;
    }

    private static Optional<PdlInput> lock(GitRevision revision, Path first, Optional<Path> given) throws IOException {
        if (given.isEmpty()) {
            return revision.find(PdlFiles.lockOf(first, revision.files(first).isPresent()));
        }
        Optional<PdlInput> lock = revision.find(given.get());
        if (lock.isEmpty()) {
            throw new FileNotFoundException("there is no such lock in " + revision + ": " + given.get());
        }
        return lock;
    }
}
