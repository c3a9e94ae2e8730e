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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until one of several files is saved, or a folder has another file.
 *
 * <p>It looks at the files several times a second. Notifications of the operating system would belong to a folder, and
 * would end without a word when that folder, or one above it, is deleted or replaced. A file that is gone counts as
 * changed, and so does its return.
 */
final class Watch {
    private static final long INTERVAL_MILLIS = 150;

    /** One save often causes several changes, so a change counts only when nothing more changes for this time. */
    private static final long QUIET_MILLIS = 50;

    private final Supplier<Collection<Path>> named;
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
     * The files of a run.
     *
     * @param read the files that it has read
     * @param written the file that it has changed itself
     */
    record Run(Collection<Path> read, Optional<Path> written) {}

    /** @param named the files that the command line names at the moment, those in folders included */
    Watch(Supplier<Collection<Path>> named) {
        this.named = named;
    }

    /** Notes the state of the files of the last run, and of the files on the command line, before a run reads them. */
    void beginRun() {
        start = Instant.now();
        beforeRun = states(beforeRun.keySet());
    }

    /** Waits for a change since the beginning of the run. */
    void await(Run run) throws InterruptedException {
        Set<Path> namedNow = Set.copyOf(named.get());
        Map<Path, State> known = states(run.read());
        boolean hasChanged = known.entrySet().stream()
                .filter(entry -> run.written().filter(entry.getKey()::equals).isEmpty())
                .anyMatch(entry -> hasChanged(entry.getKey(), entry.getValue(), namedNow));
        while (!hasChanged) {
            Thread.sleep(INTERVAL_MILLIS);
            hasChanged = !states(run.read()).equals(known);
        }
        beforeRun = settled(run.read());
    }

    /** A named file without a state before the run has come since, whatever its time is. */
    private boolean hasChanged(Path file, State now, Set<Path> namedNow) {
        State before = beforeRun.get(file);
        return before == null ? namedNow.contains(file) || now.isAfter(start) : !now.equals(before);
    }

    /** Waits until the files stay the same. */
    private Map<Path, State> settled(Collection<Path> files) throws InterruptedException {
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

    /** Returns the states of files, and of those that the command line names now. */
    private Map<Path, State> states(Collection<Path> files) {
        Set<Path> all = new LinkedHashSet<>(files);
        all.addAll(named.get());
        Map<Path, State> states = new LinkedHashMap<>();
        all.forEach(file -> states.put(file, State.of(file)));
        return states;
    }
}
