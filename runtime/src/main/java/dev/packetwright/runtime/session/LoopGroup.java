package dev.packetwright.runtime.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of one listener or connector. */
final class LoopGroup {
    /** The most loops that a group can have. */
    static final int MAX_LOOPS = 1024;

    private static final Logger LOG = System.getLogger(LoopGroup.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<EventLoop> loops;
    private final Counters counters;
    private final AtomicInteger turn = new AtomicInteger();

    private LoopGroup(List<EventLoop> loops, Counters counters) {
        this.loops = List.copyOf(loops);
        this.counters = counters;
    }

    /** Starts the threads of a server: they keep the virtual machine running. */
    static LoopGroup startServer(String name, int count) throws IOException {
        return open(name, count).start();
    }

    /** Starts the threads of a client: they do not keep the virtual machine running. */
    static LoopGroup startClient(String name, int count) throws IOException {
        LoopGroup group = open(name, count);
        group.loops.forEach(loop -> loop.thread().setDaemon(true));
        return group.start();
    }

    private static LoopGroup open(String name, int count) throws IOException {
        loadWhatClosesSockets();
        var counters = new Counters();
        List<EventLoop> opened = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                opened.add(new EventLoop(name + "-" + i, counters));
            }
            return new LoopGroup(opened, counters);
        } catch (IOException failure) {
            opened.forEach(EventLoop::discard);
            throw failure;
        }
    }

    /** The JDK loads what closes sockets with the first one closed; without descriptors left, that fails for good. */
    private static void loadWhatClosesSockets() throws IOException {
        SocketChannel.open().close();
    }

    private LoopGroup start() {
        loops.forEach(loop -> loop.thread().start());
        return this;
    }

    Counters counters() {
        return counters;
    }

    EventLoop first() {
        return loops.get(0);
    }

    /** The loop for the next session: each in its turn. */
    EventLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /**
     * Ends all sessions and then the loops, gently until the limit. Waits for that; on a thread of these loops, where
     * waiting would be for itself, it returns at once.
     */
    void close(Duration limit) {
        loops.forEach(loop -> loop.stop(limit));
        awaitEnd(limit);
    }

    /** Does the same, but has the sessions told first, and closes one after another. */
    void drain(Duration time, Duration limit) {
        loops.forEach(loop -> loop.drain(time, limit));
        awaitEnd(time.plus(limit));
    }

    private void awaitEnd(Duration limit) {
        if (isOnLoop()) {
            return;
        }
        try {
            long deadline = System.nanoTime() + limit.plus(GRACE).toNanos();
            for (EventLoop loop : loops) {
                awaitEnd(loop, deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the loops end without being waited for
        }
    }

    private static void awaitEnd(EventLoop loop, long deadline) throws InterruptedException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        loop.thread().join(Math.max(1, millis));
        if (loop.thread().isAlive()) {
            LOG.log(
                    Level.WARNING,
                    "{0} does not end: a callback has not returned",
                    loop.thread().getName());
        }
    }

    /** Waits until all loops have ended. */
    void await() throws InterruptedException {
        if (isOnLoop()) {
            throw new IllegalStateException("a callback cannot wait for its own loop to end");
        }
        for (EventLoop loop : loops) {
            loop.thread().join();
        }
    }

    private boolean isOnLoop() {
        return loops.stream().anyMatch(loop -> loop.thread() == Thread.currentThread());
    }
}
