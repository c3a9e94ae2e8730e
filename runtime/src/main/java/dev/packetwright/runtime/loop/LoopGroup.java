package dev.packetwright.runtime.loop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of one listener or connector. Its methods may be called from any thread. */
public final class LoopGroup {
    /** The largest number of loops in a group. */
    public static final int MAX_LOOPS = 1024;

    private static final Logger LOG = System.getLogger(LoopGroup.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<EventLoop> loops;

    private LoopGroup(List<EventLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /**
     * Starts the threads of a server. They keep the virtual machine running.
     *
     * @param onSweep one action for each loop, which the loop runs once a second while channels are registered
     */
    public static LoopGroup startServer(String name, LoopCounters counters, List<Runnable> onSweep) throws IOException {
        return open(name, counters, onSweep).start();
    }

    /** Like {@link #startServer}, for a client: the threads do not keep the virtual machine running. */
    public static LoopGroup startClient(String name, LoopCounters counters, List<Runnable> onSweep) throws IOException {
        LoopGroup group = open(name, counters, onSweep);
        group.loops.forEach(loop -> loop.thread().setDaemon(true));
        return group.start();
    }

    private static LoopGroup open(String name, LoopCounters counters, List<Runnable> onSweep) throws IOException {
        loadSocketCloser();
        List<EventLoop> opened = new ArrayList<>(onSweep.size());
        try {
            for (Runnable action : onSweep) {
                opened.add(new EventLoop(name + "-" + opened.size(), counters, action));
            }
            return new LoopGroup(opened);
        } catch (IOException failure) {
            opened.forEach(EventLoop::discard);
            throw failure;
        }
    }

    /** The JDK loads some classes when it closes the first socket. Without free descriptors, that fails for good. */
    private static void loadSocketCloser() throws IOException {
        SocketChannel.open().close();
    }

    private LoopGroup start() {
        loops.forEach(loop -> loop.thread().start());
        return this;
    }

    public List<EventLoop> loops() {
        return loops;
    }

    /**
     * Closes all handlers, aborts those that are left after the limit, and ends the loops. Waits for that, except on a
     * thread of these loops, where it returns at once.
     */
    public void close(Duration limit) {
        loops.forEach(loop -> loop.stop(limit));
        awaitEnd(limit);
    }

    /** Like {@link #close}, but notifies the handlers first, and closes them one by one over the given time. */
    public void drain(Duration time, Duration limit) {
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
            Thread.currentThread().interrupt(); // the loops end all the same
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

    /**
     * Waits until all loops have ended.
     *
     * @throws IllegalStateException if called on a thread of these loops
     */
    public void await() throws InterruptedException {
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
