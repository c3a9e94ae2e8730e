package dev.packetwright.generator.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a lock file lacked or lacks.
 *
 * @param file the lock file
 * @param lines the lines, such as {@code 7 C_Login}, in the order of their ids
 */
public record LockAdditions(Path file, List<String> lines) {
    private static final int SHOWN = 20;

    public LockAdditions {
        lines = List.copyOf(lines);
    }

    /** Returns what a run tells that has added the lines. */
    public List<String> whenAdded() {
        List<String> text = new ArrayList<>();
        lines.stream().limit(SHOWN).forEach(line -> text.add(file + ": added " + line));
        if (lines.size() > SHOWN) {
            text.add(file + ": added " + (lines.size() - SHOWN) + " more");
        }
        return text;
    }

    /** Returns what a run tells that would have had to add the lines. */
    public List<String> whenFrozen() {
        List<String> text = new ArrayList<>();
        text.add(file + " is frozen and lacks " + (lines.size() == 1 ? "a packet" : lines.size() + " packets")
                + "; generate where it is not frozen and commit the lock, or add:");
        text.addAll(lines);
        return text;
    }
}
