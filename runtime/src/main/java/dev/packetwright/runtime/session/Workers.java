package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopCounters;
import dev.packetwright.runtime.loop.LoopGroup;
import dev.packetwright.runtime.send.ChunkPool;
import dev.packetwright.runtime.transport.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The workers of one listener or connector. Its methods may be called from any thread. */
final class Workers {
    private final LoopGroup loops;
    private final List<Worker> workers;
    private final Counters counters;
    private final AtomicInteger turn = new AtomicInteger();

    private Workers(LoopGroup loops, List<Worker> workers, Counters counters) {
        this.loops = loops;
        this.workers = List.copyOf(workers);
        this.counters = counters;
    }

    /** Starts the threads of a server. They keep the virtual machine running. */
    static Workers startServer(String name, int count, SessionOptions options) throws IOException {
        return start(LoopGroup::startServer, name, count, options);
    }

    /** Starts the threads of a client. They do not keep the virtual machine running. */
    static Workers startClient(String name, int count, SessionOptions options) throws IOException {
        return start(LoopGroup::startClient, name, count, options);
    }

    private interface Starter {
        LoopGroup start(String name, LoopCounters counters, List<Runnable> onSweep) throws IOException;
    }

    private static Workers start(Starter starter, String name, int count, SessionOptions options) throws IOException {
        var counters = new Counters();
        List<Workspace> workspaces = new ArrayList<>(count);
        List<Runnable> trims = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            var chunks = new ChunkPool(counters.bytesQueued, counters.packetsSent);
            workspaces.add(new Workspace(chunks));
            trims.add(chunks::trim);
        }
        LoopGroup loops = starter.start(name, counters.loops, trims);
        List<Worker> workers = new ArrayList<>(count);
        for (EventLoop loop : loops.loops()) {
            workers.add(Worker.of(loop, workspaces.get(workers.size()), counters, options));
        }
        return new Workers(loops, workers, counters);
    }

    Counters counters() {
        return counters;
    }

    Worker first() {
        return workers.get(0);
    }

    /** The worker for the next session, in turn. */
    Worker next() {
        return workers.get(Math.floorMod(turn.getAndIncrement(), workers.size()));
    }

    /** Ends all sessions and then the loops; see {@link LoopGroup#close}. */
    void close(Duration limit) {
        loops.close(limit);
    }

    /** Like {@link #close}, but notifies the sessions first, and closes them one by one over the given time. */
    void drain(Duration time, Duration limit) {
        loops.drain(time, limit);
    }

    /** Waits until all loops have ended. */
    void await() throws InterruptedException {
        loops.await();
    }
}
