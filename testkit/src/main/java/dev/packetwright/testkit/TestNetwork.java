package dev.packetwright.testkit;

import dev.packetwright.runtime.host.CurrentHost;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.Session;
import dev.packetwright.testkit.turn.TurnedHost;
import dev.packetwright.testkit.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory, with listeners and clients of one test.
 *
 * <p>It belongs to the thread that makes it. Until it is closed, whatever that thread opens is part of it: every {@link
 * Listener}, {@link Connector}, {@link dev.packetwright.runtime.job.JobQueue} and {@link
 * dev.packetwright.runtime.job.JobTimer}, also if the tested program opens it by itself. None of them has a thread or a
 * socket. They work while the test calls {@link #run} or {@link #advance}, and while it waits for a listener or
 * connector to open or close. Time passes in the same calls only.
 *
 * <p>What is by chance on a real network follows from the seed here: which session comes first, and how many bytes a
 * read returns. The same seed gives the same order, with one exception: TLS itself uses random keys.
 */
public final class TestNetwork implements AutoCloseable {
    private static final ThreadLocal<@Nullable TestNetwork> OPEN = new ThreadLocal<>();

    private final World world;
    private final TurnedHost host;
    private final Map<ConnectorOptions, Connector> connectors = new HashMap<>();

    private TestNetwork(long seed) {
        this.world = new World(seed);
        this.host = new TurnedHost(world);
    }

    /**
     * Makes a network whose chance follows from the seed.
     *
     * @throws IllegalStateException if another network of this thread is still open
     */
    public static TestNetwork seeded(long seed) {
        TestNetwork open = OPEN.get();
        if (open != null) {
            throw new IllegalStateException("close the network with seed " + open.seed() + " first");
        }
        var network = new TestNetwork(seed);
        OPEN.set(network);
        CurrentHost.replaceBy(network.host);
        return network;
    }

    /** A test that is given its network. */
    @FunctionalInterface
    public interface Scenario {
        /** Runs the test. */
        void run(TestNetwork network) throws Exception;
    }

    /**
     * Runs a test once for each of many seeds, each time in a new network.
     *
     * @param first the first seed; the others follow it
     * @param count the number of seeds
     * @throws AssertionError if the test fails. Its message names the seed, and its cause is the failure
     */
    public static void forSeeds(long first, int count, Scenario scenario) {
        for (long seed = first; seed < first + count; seed++) {
            try (var network = seeded(seed)) {
                scenario.run(network);
            } catch (Exception | Error thrown) {
                throw new AssertionError("with seed " + seed + ": " + thrown, thrown);
            }
        }
    }

    /** The seed of this network. */
    public long seed() {
        return world.seed();
    }

    // ---- servers and clients

    /** Starts to listen on a free port, with one loop and otherwise {@link ServerOptions#defaults()}. */
    public Listener listen(Supplier<? extends Session> factory) {
        return listen(ServerOptions.defaults().withLoops(1), factory);
    }

    /**
     * Starts to listen on a free port. The default number of {@link ServerOptions#loops()} depends on the machine; set
     * it if the same seed must give the same order on another one.
     */
    public Listener listen(ServerOptions options, Supplier<? extends Session> factory) {
        try {
            return Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options, factory);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Connects a probe, and {@linkplain #run runs} the network. See {@link #connect(Listener, ConnectorOptions, Supplier)}. */
    public <P extends Packet> Probe<P> probe(Listener server, Class<P> packets) {
        return probe(server, ConnectorOptions.defaults(), packets);
    }

    /**
     * Connects a probe, and {@linkplain #run runs} the network. See {@link #connect(Listener, ConnectorOptions, Supplier)}.
     *
     * @param packets the packets that the probe receives: a generated interface such as {@code ClientPacket.class}, or
     *     the class of a single packet. Their package must be visible to the test kit
     */
    public <P extends Packet> Probe<P> probe(Listener server, ConnectorOptions options, Class<P> packets) {
        return connect(server, options, () -> new Probe<>(packets));
    }

    /** Connects a session of yours, and {@linkplain #run runs} the network. See the method below. */
    public <S extends Session> S connect(Listener server, Supplier<S> factory) {
        return connect(server, ConnectorOptions.defaults(), factory);
    }

    /**
     * Connects a session of yours, and {@linkplain #run runs} the network. Time passes if the connection needs it. To
     * look at an attempt while it lasts, open a {@link Connector}.
     *
     * @throws IllegalStateException if there is no connection, with the reason as its cause
     */
    public <S extends Session> S connect(Listener server, ConnectorOptions options, Supplier<S> factory) {
        CompletableFuture<S> attempt = connector(options).connect(server.localAddress(), factory);
        host.await(attempt);
        try {
            S session = attempt.join();
            run();
            return session;
        } catch (CompletionException failed) {
            throw new IllegalStateException(
                    "no connection to " + server.localAddress() + " in " + this, failed.getCause());
        }
    }

    private Connector connector(ConnectorOptions options) {
        return connectors.computeIfAbsent(options, added -> {
            try {
                return Connector.open(added);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    /** Sets the address from which later connections come. The first one is the loopback address. */
    public void connectFrom(InetAddress address) {
        host.channels().connectFrom(address);
    }

    // ---- scripts

    /**
     * What happens to the bytes that this session or probe sends.
     *
     * @throws IllegalStateException if the session has no connection in this network, or if both ends of it are closed
     */
    public Script sentBy(Session session) {
        return script(session.localAddress(), session.remoteAddress());
    }

    /**
     * What happens to the bytes that are sent to this session or probe.
     *
     * @throws IllegalStateException if the session has no connection in this network, or if both ends of it are closed
     */
    public Script sentTo(Session session) {
        return script(session.remoteAddress(), session.localAddress());
    }

    private Script script(SocketAddress sender, SocketAddress receiver) {
        return host.channels()
                .sentBy(sender, receiver)
                .map(Script::new)
                .orElseThrow(() -> new IllegalStateException("no connection of " + sender + " in " + this));
    }

    // ---- turns and time

    /**
     * Works until nothing is left to do at this moment. Time stands still.
     *
     * @return this network
     * @throws AssertionError if an assertion has failed in a callback, a job, or other code that the network has called
     * @throws IllegalStateException if the work never ends, for example because two sessions answer each other for ever
     */
    public TestNetwork run() {
        host.run();
        rethrow();
        return this;
    }

    /**
     * Lets the time pass, from event to event: timeouts, heartbeats, timers and delayed bytes come at their times and in
     * their order.
     *
     * @param time not negative
     * @return this network
     * @throws AssertionError if an assertion has failed in a callback, a job, or other code that the network has called
     */
    public TestNetwork advance(Duration time) {
        requireNotNegative(time);
        host.advance(time.toNanos());
        rethrow();
        return this;
    }

    /**
     * Lets the time pass while the whole process stands still, as in a suspended machine or a long garbage collection,
     * and then {@linkplain #run runs}.
     *
     * @param time not negative
     * @return this network
     */
    public TestNetwork pause(Duration time) {
        requireNotNegative(time);
        host.pause(time.toNanos());
        return run();
    }

    private static void requireNotNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not go back by " + time);
        }
    }

    private void rethrow() {
        AssertionError failed = host.takeFailedAssertion();
        if (failed != null) {
            throw failed;
        }
    }

    /** The time that has passed in this network since it was made. */
    public Duration elapsed() {
        return Duration.ofNanos(world.now() - World.START);
    }

    /**
     * Makes an executor like one thread: it runs one task at a time, in order, while the network works. Use it for a
     * {@link dev.packetwright.runtime.job.JobQueue}. Several executors run their tasks in an order by chance. An
     * exception of a task is thrown to the test.
     */
    public Executor executor() {
        return host.newExecutor();
    }

    /**
     * Ends all sessions, listeners and connectors at once, and gives the thread back to the real network.
     *
     * @throws AssertionError if an assertion has failed before that, and no call of the network has thrown it yet
     */
    @Override
    public void close() {
        if (OPEN.get() != this) {
            return;
        }
        try (host) {
            rethrow();
        } finally {
            OPEN.remove();
            CurrentHost.restore();
        }
    }

    /** {@code TestNetwork(seed 42, after PT1.5S)}. */
    @Override
    public String toString() {
        return "TestNetwork(seed " + seed() + ", after " + elapsed() + ")";
    }
}
