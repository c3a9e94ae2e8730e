package dev.packetwright.runtime.loop;

import dev.packetwright.runtime.host.Host;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The event loops of one listener or connector. Its methods may be called from any thread. */
public final class LoopGroup {
    /** The largest number of loops in a group. */
    public static final int MAX_LOOPS = 1024;

    private static final Logger LOG = System.getLogger(LoopGroup.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Host host;
    private final List<EventLoop> loops;
    private final List<Host.Running> running = new ArrayList<>();

    private LoopGroup(Host host, List<EventLoop> loops) {
        this.host = host;
        this.loops = List.copyOf(loops);
    }

    /**
     * Starts the threads of a server. They keep the virtual machine running.
     *
     * @param onSweep one action for each loop, which the loop runs once a second while channels are registered
     */
    public static LoopGroup startServer(Host host, String name, LoopCounters counters, List<Runnable> onSweep)
            throws IOException {
        return open(host, name, counters, onSweep).start(false);
    }

    /** Like {@link #startServer}, for a client: the threads do not keep the virtual machine running. */
    public static LoopGroup startClient(Host host, String name, LoopCounters counters, List<Runnable> onSweep)
            throws IOException {
        return open(host, name, counters, onSweep).start(true);
    }

    private static LoopGroup open(Host host, String name, LoopCounters counters, List<Runnable> onSweep)
            throws IOException {
        loadSocketCloser(host);
        List<EventLoop> opened = new ArrayList<>(onSweep.size());
        try {
            for (Runnable action : onSweep) {
                opened.add(new EventLoop(host, name + "-" + opened.size(), counters, action));
            }
            return new LoopGroup(host, opened);
        } catch (IOException | RuntimeException | Error failure) {
            opened.forEach(EventLoop::discard);
            throw failure;
        }
    }

    /** The JDK loads some classes when it closes the first socket. Without free descriptors, that fails for good. */
    private static void loadSocketCloser(Host host) throws IOException {
        host.channels().openSocketChannel().close();
    }

    /** Starts all threads, or none if the system has too few. */
    private LoopGroup start(boolean daemon) {
        try {
            for (EventLoop loop : loops) {
                running.add(host.start(loop, daemon));
            }
            return this;
        } catch (RuntimeException | Error failure) {
            int started = running.size();
            loops.subList(0, started).forEach(loop -> loop.stop(Duration.ZERO));
            loops.subList(started, loops.size()).forEach(EventLoop::discard);
            throw failure;
        }
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
            long deadline = host.nanoTime() + limit.plus(GRACE).toNanos();
            for (int i = 0; i < loops.size(); i++) {
                awaitEnd(i, deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the loops end all the same
        }
    }

    private void awaitEnd(int index, long deadline) throws InterruptedException {
        var limit = Duration.ofNanos(deadline - host.nanoTime());
        if (!running.get(index).awaitEnd(limit)) {
            LOG.log(
                    Level.WARNING,
                    "{0} does not end: a callback has not returned",
                    loops.get(index).name());
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
        for (Host.Running loop : running) {
            loop.awaitEnd(FOR_EVER);
        }
    }

    private boolean isOnLoop() {
        return loops.stream().anyMatch(EventLoop::isCurrent);
    }
}
