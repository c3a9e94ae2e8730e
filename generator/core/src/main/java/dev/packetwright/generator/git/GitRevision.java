package dev.packetwright.generator.git;

import dev.packetwright.generator.load.Snapshot;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.load.Sources.Source;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A revision of the git repository that contains a folder. Files are named by their paths in the working tree, where
 * they need not exist any more.
 */
public final class GitRevision implements Snapshot {
    private final Git git;
    private final String name;
    private final String commit;

    private GitRevision(Git git, String name, String commit) {
        this.git = git;
        this.name = name;
        this.commit = commit;
    }

    /**
     * Finds a revision in the repository of a file or folder.
     *
     * @param place the file or the folder
     * @param name a tag, a branch, a commit, or any other name of a commit that git understands
     * @throws IOException if git cannot be started, or if there is no such repository or revision
     */
    public static GitRevision of(Path place, String name) throws IOException {
        return of("git", place, name);
    }

    static GitRevision of(String program, Path place, String name) throws IOException {
        Path folder = existing(place);
        Git git = new Git(program, folder);
        Git.Result prefix = git.run("", "rev-parse", "--show-prefix");
        if (prefix.failed()) {
            throw new IOException(folder + " is not in a git repository that can be read: " + prefix.error());
        }
        Path root = folder;
        for (String ignored : parts(prefix.line())) {
            root = Optional.ofNullable(root.getParent()).orElse(root);
        }
        return new GitRevision(new Git(program, root), name, commit(git, name));
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String commit(Git git, String name) throws IOException {
        boolean isOption = name.startsWith("-");
        Git.Result commit = isOption
                ? new Git.Result(1, new byte[0], "")
                : git.run("", "rev-parse", "--verify", "--quiet", name + "^{commit}");
        if (commit.failed()) {
            throw new IOException("there is no revision '" + name + "' in the git repository of " + git.folder()
                    + "; a shallow clone may lack it until 'git fetch' gets it");
        }
        return commit.line();
    }

    /** Returns the folder itself, or the nearest folder above a place that exists, without links. */
    private static Path existing(Path place) throws IOException {
        Path folder = place.toAbsolutePath().normalize();
        while (!Files.isDirectory(folder)) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow(() -> new NoSuchFileException("" + place));
        }
        return folder.toRealPath();
    }

    /** Returns the path from the root of the repository, with slashes. */
    private String inRepository(Path place) throws IOException {
        Path absolute = place.toAbsolutePath().normalize();
        Path folder = absolute;
        while (!Files.isDirectory(folder)) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow(() -> new NoSuchFileException("" + place));
        }
        Path real = folder.toRealPath().resolve(folder.relativize(absolute));
        if (!real.startsWith(git.folder())) {
            throw new IOException(place + " is not in the git repository " + git.folder());
        }
        return git.folder().relativize(real).toString().replace('\\', '/');
    }

    /** Returns a PDL file as a source. Its imports are read from the same revision. */
    public Source source(Path file) throws IOException {
        return new Sources.InSnapshot(this, inRepository(file));
    }

    /** Reads a file; empty if it does not exist in this revision. */
    public Optional<PdlInput> find(Path file) throws IOException {
        try {
            return Optional.of(read(inRepository(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /**
     * Lists the files below a folder by their paths from that folder, with slashes. Returns nothing if there is no such
     * folder in this revision.
     */
    public Optional<List<String>> files(Path folder) throws IOException {
        String path = inRepository(folder);
        String prefix = path.isEmpty() ? "" : path + "/";
        Optional<GitObject> tree = object(path).filter(object -> object.is("tree"));
        return tree.isPresent()
                ? Optional.of(GitFolder.files(git, tree.get().id(), file -> object(prefix + file)))
                : Optional.empty();
    }

    @Override
    public String nameOf(String file) {
        return name + ":" + file;
    }

    @Override
    public PdlInput read(String file) throws IOException {
        return object(file)
                .filter(object -> object.is("blob"))
                .map(object -> new PdlInput(nameOf(file), object.content()))
                .orElseThrow(() -> new NoSuchFileException(nameOf(file)));
    }

    /** The path goes through standard input, because the arguments of a process depend on its locale. */
    private Optional<GitObject> object(String path) throws IOException {
        if (path.contains("\n")) {
            return Optional.empty();
        }
        Git.Result result = git.run(commit + ":" + path + "\n", "cat-file", "--batch", "--follow-symlinks");
        if (result.failed()) {
            throw new IOException(nameOf(path) + " cannot be read with git: " + result.error());
        }
        return GitObject.parse(result.out());
    }

    /** Returns the name of the revision, as the user gave it. */
    @Override
    public String toString() {
        return name;
    }
}
