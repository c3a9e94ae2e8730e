package dev.packetwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until one of several files is saved.
 *
 * <p>It looks at the files several times a second. Notifications of the operating system would belong to a folder, and
 * would end without a word when that folder, or one above it, is deleted or replaced. A file that is gone counts as
 * changed, and so does its return.
 */
final class Watch {
    private static final long INTERVAL_MILLIS = 150;

    /** One save often causes several changes, so a change counts only when nothing more changes for this time. */
    private static final long QUIET_MILLIS = 50;

    private Map<Path, State> beforeRun = Map.of();
    private Instant start = Instant.EPOCH;

    /** The state of a file. A file that replaces another has another key, where the file system has keys. */
    private record State(
            @Nullable FileTime time, long size, @Nullable Object key) {
        private static final State MISSING = new State(null, 0, null);

        static State of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException missing) {
                return MISSING;
            }
        }

        boolean isAfter(Instant moment) {
            return time != null && time.toInstant().isAfter(moment);
        }
    }

    /**
     * Notes the state of the files of the last run, and of the files on the command line, before a run reads them.
     *
     * @param named the files on the command line
     */
    void beginRun(Collection<Path> named) {
        start = Instant.now();
        Set<Path> files = new LinkedHashSet<>(beforeRun.keySet());
        files.addAll(named);
        beforeRun = states(files);
    }

    /**
     * Waits for a change of one of the files since the beginning of the run.
     *
     * @param files the files that the run has read
     * @param written the file that the run itself has changed
     */
    void await(Collection<Path> files, Optional<Path> written) throws InterruptedException {
        Map<Path, State> known = states(files);
        boolean hasChanged = known.entrySet().stream()
                .filter(entry -> written.filter(entry.getKey()::equals).isEmpty())
                .anyMatch(entry -> hasChanged(entry.getKey(), entry.getValue()));
        while (!hasChanged) {
            Thread.sleep(INTERVAL_MILLIS);
            hasChanged = !states(known.keySet()).equals(known);
        }
        beforeRun = settled(known.keySet());
    }

    private boolean hasChanged(Path file, State now) {
        State before = beforeRun.get(file);
        return before == null ? now.isAfter(start) : !now.equals(before);
    }

    /** Waits until the files stay the same. */
    private static Map<Path, State> settled(Collection<Path> files) throws InterruptedException {
        Map<Path, State> before = states(files);
        while (true) {
            Thread.sleep(QUIET_MILLIS);
            Map<Path, State> now = states(files);
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    private static Map<Path, State> states(Collection<Path> files) {
        Map<Path, State> states = new LinkedHashMap<>();
        files.forEach(file -> states.put(file, State.of(file)));
        return states;
    }
}
