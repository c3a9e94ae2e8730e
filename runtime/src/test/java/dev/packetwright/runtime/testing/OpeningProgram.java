package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A program that tries to open listeners, in a process that lacks something for as many loops as its argument says. It
 * prints how many attempts failed, and which resources are left behind.
 */
public final class OpeningProgram {
    static final int ATTEMPTS = 5;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpeningProgram() {}

    public static void main(String[] args) throws IOException {
        int loops = Integer.parseInt(args[0]);
        open(1); // loads the classes
        tryToOpen(loops);
        awaitNoThreads();
        long before = descriptors();
        int failed = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            failed += tryToOpen(loops);
        }
        awaitNoThreads();
        System.out.println("failed " + failed + ", descriptors " + (descriptors() - before) + " more");
        open(1);
        System.out.println("opened afterwards");
    }

    private static int tryToOpen(int loops) throws IOException {
        try {
            open(loops);
            return 0;
        } catch (OutOfMemoryError lacking) {
            return 1;
        }
    }

    private static void open(int loops) throws IOException {
        Listener.open(Server.anyPort(), ServerOptions.defaults().withLoops(loops), RecordingSession::new)
                .close();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    /** The last thing that a loop's thread does is to close what it holds. */
    private static void awaitNoThreads() {
        Await.until("the threads end", () -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("packetwright-"))
                .count();
    }
}
