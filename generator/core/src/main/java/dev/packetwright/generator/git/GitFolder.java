package dev.packetwright.generator.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The files in a folder of a revision and its subfolders. Links are followed, except to a folder that is already among
 * these, so links in a circle end.
 */
final class GitFolder {
    private static final String MODE_OF_LINKS = "120000";

    private final Git git;
    private final Objects objects;
    private final Set<String> trees = new HashSet<>();
    private final Queue<String> links = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();

    /** The objects of the revision, by their paths from the folder. Links are followed. */
    interface Objects {
        Optional<GitObject> at(String path) throws IOException;
    }

    private GitFolder(Git git, Objects objects) {
        this.git = git;
        this.objects = objects;
    }

    /**
     * Returns the paths of the files from the folder, with slashes.
     *
     * @param tree the id of the folder
     */
    static List<String> files(Git git, String tree, Objects objects) throws IOException {
        GitFolder folder = new GitFolder(git, objects);
        folder.list(tree, "");
        while (!folder.links.isEmpty()) {
            folder.follow(folder.links.remove());
        }
        return folder.found;
    }

    private void list(String tree, String prefix) throws IOException {
        trees.add(tree);
        Git.Result list = git.run("", "ls-tree", "-r", "-t", "-z", "--full-tree", tree);
        for (String line : new String(list.out(), StandardCharsets.UTF_8).split("\0", -1)) {
            if (!line.isEmpty()) {
                add(line, prefix);
            }
        }
    }

    /** @param line the mode, the type and the id, with spaces between them; a tab; the path */
    private void add(String line, String prefix) {
        int tab = line.indexOf('\t');
        String[] object = line.substring(0, tab).split(" ", -1);
        String path = prefix + line.substring(tab + 1);
        if (object[1].equals("tree")) {
            trees.add(object[2]);
        } else if (object[0].equals(MODE_OF_LINKS)) {
            links.add(path);
        } else {
            found.add(path);
        }
    }

    private void follow(String link) throws IOException {
        Optional<GitObject> target = objects.at(link);
        if (target.isPresent() && target.get().is("blob")) {
            found.add(link);
        } else if (target.isPresent() && !trees.contains(target.get().id())) {
            list(target.get().id(), link + "/");
        }
    }
}
