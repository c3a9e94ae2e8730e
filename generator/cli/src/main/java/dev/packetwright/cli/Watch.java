package dev.packetwright.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits until one of several files is saved.
 *
 * <p>It watches the folders of the files, because editors often save by moving a new file over the old one. One save
 * often causes several changes, so it waits after the first change until nothing more changes.
 */
final class Watch implements AutoCloseable {
    private static final long QUIET_MILLIS = 50;
    private static final List<WatchEvent.Kind<Path>> ANYTHING = List.of(
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);

    private final WatchService service = FileSystems.getDefault().newWatchService();
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private final Set<Path> watched = new HashSet<>();

    Watch() throws IOException {}

    /**
     * Waits for a change of one of the files.
     *
     * @param since the time before the files were last read; if a file has changed since then, the method returns at
     *     once
     */
    void await(Collection<Path> files, Instant since) throws IOException, InterruptedException {
        Set<Path> wanted = new HashSet<>();
        for (Path file : files) {
            Path absolute = file.toAbsolutePath().normalize();
            wanted.add(absolute);
            watchFolder(Objects.requireNonNull(absolute.getParent()));
        }
        if (haveChanged(wanted, since)) {
            return;
        }
        while (!isAbout(service.take(), wanted)) {}
        WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (more != null) {
            more.pollEvents();
            more.reset();
            more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean haveChanged(Collection<Path> files, Instant since) throws IOException {
        for (Path file : files) {
            if (Files.exists(file)
                    && Files.getLastModifiedTime(file).toInstant().isAfter(since)) {
                return true;
            }
        }
        return false;
    }

    private void watchFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder) && watched.add(folder)) {
            try {
                WatchKey key = folder.register(service, ANYTHING.toArray(WatchEvent.Kind<?>[]::new));
                folders.put(key, folder);
            } catch (NoSuchFileException goneSince) {
                watched.remove(folder);
            }
        }
    }

    private boolean isAbout(WatchKey key, Set<Path> wanted) {
        Path folder = folders.get(key);
        boolean about = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean lost = event.kind() == StandardWatchEventKinds.OVERFLOW;
            about |= lost || (folder != null && wanted.contains(folder.resolve((Path) event.context())));
        }
        key.reset();
        return about;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
