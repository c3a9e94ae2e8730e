package dev.packetwright.generator.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps all other runs, in this process and in others, from changing a file between the moment when a run reads it and
 * the moment when it has written it.
 *
 * <p>The guard is a second file beside the first, which the operating system locks. It cannot be the file itself,
 * because an atomic write replaces that. The guard exists only while a run holds it. If a process is killed, its guard
 * stays but is no longer locked, and the next run takes it over.
 */
public final class FileGuard {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 20;

    private final Path file;
    private final Path guard;

    private FileGuard(Path file, Path guard) {
        this.file = file;
        this.guard = guard;
    }

    /** The work that needs the file. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work. */
        T run() throws IOException;
    }

    /**
     * Does some work while no other run can do its own work with the same file.
     *
     * @param file the file; neither it nor its folder need exist yet
     * @throws IOException if the work fails, or if another run holds the file for too long
     */
    public static <T> T whileHolding(Path file, Work<T> work) throws IOException {
        return whileHolding(file, PATIENCE, work);
    }

    static <T> T whileHolding(Path file, Duration patience, Work<T> work) throws IOException {
        FileGuard guard = new FileGuard(file, beside(file));
        FileChannel held = guard.await(patience);
        try {
            return work.run();
        } finally {
            guard.release(held);
        }
    }

    /** Returns the guard of a file, which is the same for all links to the file. */
    static Path beside(Path file) throws IOException {
        Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return folder.toRealPath().resolve("." + absolute.getFileName() + ".guard");
    }

    private FileChannel await(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<FileChannel> held = tryHold();
            if (held.isPresent()) {
                return held.get();
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new IOException("another run is changing " + file + ", and did not end within "
                        + patience.toSeconds() + " seconds; run again when it has ended");
            }
            pause();
        }
    }

    /**
     * Holds the guard; empty if another run holds it. The runs of one process exclude each other before they open the
     * guard: on POSIX systems, closing a file ends all locks that the process has on it.
     */
    private Optional<FileChannel> tryHold() throws IOException {
        if (System.getProperties().putIfAbsent(inThisProcess(), "held") != null) {
            return Optional.empty();
        }
        Optional<FileChannel> held = Optional.empty();
        try {
            held = tryLock();
        } finally {
            if (held.isEmpty()) {
                System.getProperties().remove(inThisProcess());
            }
        }
        return held;
    }

    /** The name of a system property. Unlike a static field, it is the same for all class loaders, as in Maven. */
    private String inThisProcess() {
        return "packetwright.guard " + guard;
    }

    private Optional<FileChannel> tryLock() throws IOException {
        Optional<FileChannel> opened = open();
        if (opened.isEmpty()) {
            return opened;
        }
        FileChannel channel = opened.get();
        boolean isHeld = false;
        try {
            isHeld = channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null && !isRemoved(channel);
        } catch (OverlappingFileLockException heldInThisProcess) {
            return Optional.empty();
        } finally {
            if (!isHeld) {
                channel.close();
            }
        }
        return isHeld ? opened : Optional.empty();
    }

    /** Opens the guard; empty while Windows is removing it, which takes until its last user has closed it. */
    private Optional<FileChannel> open() throws IOException {
        try {
            return Optional.of(FileChannel.open(
                    guard, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (AccessDeniedException denied) {
            if (Files.isWritable(Objects.requireNonNull(guard.getParent())) && !Files.isDirectory(guard)) {
                return Optional.empty();
            }
            throw denied;
        }
    }

    /** Whether the last run that held this guard has removed it, so that other runs cannot see it any more. */
    private static boolean isRemoved(FileChannel channel) throws IOException {
        return channel.size() > 0;
    }

    /** Removes the guard and marks it as removed, for runs that have opened it already. */
    private void release(FileChannel held) throws IOException {
        try {
            Files.deleteIfExists(guard);
            held.write(ByteBuffer.wrap(new byte[1]), 0);
        } finally {
            held.close();
            System.getProperties().remove(inThisProcess());
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another run");
        }
    }
}
