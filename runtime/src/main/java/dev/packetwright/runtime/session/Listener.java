package dev.packetwright.runtime.session;

import dev.packetwright.runtime.host.CurrentHost;
import dev.packetwright.runtime.loop.Quietly;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Accepts connections and gives each of them a session.
 *
 * <p>Its threads keep the virtual machine running until the listener is closed. All methods may be called from any
 * thread.
 */
public final class Listener implements AutoCloseable {
    private final Workers workers;
    private final InetSocketAddress localAddress;
    private final Duration shutdownLimit;

    private Listener(Workers workers, InetSocketAddress localAddress, Duration shutdownLimit) {
        this.workers = workers;
        this.localAddress = localAddress;
        this.shutdownLimit = shutdownLimit;
    }

    /**
     * Starts to listen, with {@link ServerOptions#defaults()}.
     *
     * @param address the local address; with port 0, the system chooses a port
     * @param factory makes a new session for each connection, on the event loop that will serve it. If it throws or
     *     returns null, the failure is logged and the connection is closed
     * @throws IOException if the address is not available
     */
    public static Listener open(InetSocketAddress address, Supplier<? extends Session> factory) throws IOException {
        return open(address, ServerOptions.defaults(), factory);
    }

    /**
     * Starts to listen.
     *
     * @param address the local address; with port 0, the system chooses a port
     * @param factory makes a new session for each connection, on the event loop that will serve it. If it throws or
     *     returns null, the failure is logged and the connection is closed
     * @throws IOException if the address is not available
     */
    public static Listener open(InetSocketAddress address, ServerOptions options, Supplier<? extends Session> factory)
            throws IOException {
        Objects.requireNonNull(factory, "factory");
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        ServerSocketChannel server = CurrentHost.get().channels().openServerSocketChannel();
        try {
            server.configureBlocking(false);
            server.bind(address, options.backlog());
            var localAddress = (InetSocketAddress) server.getLocalAddress();
            var workers = Workers.startServer(
                    "packetwright-listener-" + localAddress.getPort(), options.loops(), options.session());
            startAccepting(workers, server, options, factory);
            return new Listener(workers, localAddress, options.shutdownLimit());
        } catch (IOException | RuntimeException | Error failure) {
            Quietly.close(server);
            throw failure;
        }
    }

    private static void startAccepting(
            Workers workers, ServerSocketChannel server, ServerOptions options, Supplier<? extends Session> factory)
            throws IOException {
        var started = new CompletableFuture<Void>();
        workers.first().loop().execute(() -> {
            try {
                Acceptor.start(workers, server, options, factory);
                started.complete(null);
            } catch (Throwable failure) {
                started.completeExceptionally(failure);
            }
        });
        workers.first().loop().host().await(started);
        try {
            started.join();
        } catch (CompletionException failure) {
            workers.close(Duration.ZERO);
            throw new IOException("the listener cannot begin to accept", failure.getCause());
        }
    }

    /** The local address, with the port that the system chose if it was 0. Available after the close, too. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** A snapshot of the counters. It does not slow the sessions down. */
    public RuntimeMetrics metrics() {
        return workers.counters().snapshot();
    }

    /**
     * The packets of all sessions by id, for each id that was received or sent, in the order of the ids; empty unless
     * {@link SessionOptions#withPacketCounts} is on. To read them does not slow the sessions down. The counts take at most
     * 2 MiB for each event loop, whatever ids the peers send.
     */
    public List<PacketCount> packetCounts() {
        return workers.packetCounts();
    }

    /**
     * Shows each packet of all sessions to a tap from now on, also of sessions that are open already. A session that is
     * in the middle of a packet continues with the next one.
     */
    public void addTap(PacketTap tap) {
        workers.taps().add(tap);
    }

    /**
     * Takes a tap off. Calls that run on other threads at this moment are not waited for.
     *
     * @return whether it was there
     */
    public boolean removeTap(PacketTap tap) {
        return workers.taps().remove(tap);
    }

    /**
     * Waits until the listener has been closed and its last session has ended.
     *
     * @throws IllegalStateException if called in a callback of one of its sessions
     */
    public void awaitClosed() throws InterruptedException {
        workers.await();
    }

    /**
     * Closes over a period of time, so that clients do not all connect to another server at the same moment. Stops
     * accepting, calls {@link Session#onDraining} in every session, closes the sessions one by one as {@link
     * Session#close()} does, spread evenly over the time, aborts those that are left {@link
     * ServerOptions#shutdownLimit()} later, and ends the threads. Waits until all that is done, like {@link #close()}.
     * A call of {@link #close()} cuts it short.
     *
     * @param time 0 to 1 day
     * @throws IllegalArgumentException if the time is out of its range
     */
    public void drain(Duration time) {
        OptionRange.checkOrZero("time", time);
        workers.drain(time, shutdownLimit);
    }

    /**
     * Stops accepting, closes every session as {@link Session#close()} does, aborts those that are left after {@link
     * ServerOptions#shutdownLimit()}, and ends the threads. Waits until all that is done, but not for a callback that
     * does not return. Called in a callback of one of its sessions, it starts the close and returns at once. Further
     * calls have no effect.
     */
    @Override
    public void close() {
        workers.close(shutdownLimit);
    }
}
