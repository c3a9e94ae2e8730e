package dev.packetwright.runtime.session;

import dev.packetwright.runtime.host.CurrentHost;
import dev.packetwright.runtime.host.Host;
import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopCounters;
import dev.packetwright.runtime.loop.LoopGroup;
import dev.packetwright.runtime.packet.Direction;
import dev.packetwright.runtime.send.ChunkPool;
import dev.packetwright.runtime.transport.TlsHandshakeExecutor;
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
    private final Taps taps;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    private Workers(LoopGroup loops, List<Worker> workers, Counters counters, Taps taps) {
        this.loops = loops;
        this.workers = List.copyOf(workers);
        this.counters = counters;
        this.taps = taps;
    }

    /** Starts the threads of a server. They keep the virtual machine running. */
    static Workers startServer(String name, int count, SessionOptions options) throws IOException {
        return start(LoopGroup::startServer, Direction.CLIENT_TO_SERVER, name, count, options);
    }

    /** Starts the threads of a client. They do not keep the virtual machine running. */
    static Workers startClient(String name, int count, SessionOptions options) throws IOException {
        return start(LoopGroup::startClient, Direction.SERVER_TO_CLIENT, name, count, options);
    }

    private interface Starter {
        LoopGroup start(Host host, String name, LoopCounters counters, List<Runnable> onSweep) throws IOException;
    }

    private static Workers start(Starter starter, Direction incoming, String name, int count, SessionOptions options)
            throws IOException {
        Host host = CurrentHost.get();
        var counters = new Counters();
        List<Workspace> workspaces = new ArrayList<>(count);
        List<Runnable> trims = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            var chunks = new ChunkPool(counters.bytesQueued, counters.packetsSent);
            workspaces.add(new Workspace(host, chunks));
            trims.add(chunks::trim);
        }
        LoopGroup loops = starter.start(host, name, counters.loops, trims);
        var handshakes = new TlsHandshakeExecutor(host, name.replace("packetwright-", ""));
        var taps = new Taps();
        List<Worker> workers = new ArrayList<>(count);
        for (EventLoop loop : loops.loops()) {
            Workspace workspace = workspaces.get(workers.size());
            var flow = new PacketFlow(taps, incoming, options);
            workers.add(Worker.of(loop, workspace, counters, flow, handshakes, options));
        }
        return new Workers(loops, workers, counters, taps);
    }

    Counters counters() {
        return counters;
    }

    Taps taps() {
        return taps;
    }

    /** The packets of all sessions by id. */
    List<PacketCount> packetCounts() {
        return PacketFlow.counts(workers.stream().map(Worker::flow).toList());
    }

    Worker first() {
        return workers.get(0);
    }

    /** Whether the workers are closing or have ended. */
    boolean isClosed() {
        return closed;
    }

    /** The worker for the next session, in turn. */
    Worker next() {
        return workers.get(Math.floorMod(turn.getAndIncrement(), workers.size()));
    }

    /** Ends all sessions and then the loops; see {@link LoopGroup#close}. */
    void close(Duration limit) {
        closed = true;
        loops.close(limit);
        first().handshakes().close();
    }

    /** Like {@link #close}, but notifies the sessions first, and closes them one by one over the given time. */
    void drain(Duration time, Duration limit) {
        closed = true;
        loops.drain(time, limit);
        first().handshakes().close();
    }

    /** Waits until all loops have ended. */
    void await() throws InterruptedException {
        loops.await();
    }
}
