package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.Quietly;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Accepts connections and gives each one a session.
 *
 * <p>Its threads keep the virtual machine running until it is closed. All methods may be called from any thread.
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
     * Begins to listen, with {@link ServerOptions#defaults()}.
     *
     * @param address where; port 0 lets the system choose one
     * @param factory makes a new session for each connection, on the event loop that will serve it. Where it throws or
     *     returns null, that is logged and the connection closed
     * @throws IOException if the address cannot be listened on
     */
    public static Listener open(InetSocketAddress address, Supplier<? extends Session> factory) throws IOException {
        return open(address, ServerOptions.defaults(), factory);
    }

    /**
     * Begins to listen.
     *
     * @param address where; port 0 lets the system choose one
     * @param factory makes a new session for each connection, on the event loop that will serve it. Where it throws or
     *     returns null, that is logged and the connection closed
     * @throws IOException if the address cannot be listened on
     */
    public static Listener open(InetSocketAddress address, ServerOptions options, Supplier<? extends Session> factory)
            throws IOException {
        Objects.requireNonNull(factory, "factory");
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.configureBlocking(false);
            server.bind(address, options.backlog());
            var localAddress = (InetSocketAddress) server.getLocalAddress();
            var workers = Workers.startServer(
                    "packetwright-listener-" + localAddress.getPort(), options.loops(), options.session());
            workers.first().loop().execute(() -> Acceptor.start(workers, server, options, factory));
            return new Listener(workers, localAddress, options.shutdownLimit());
        } catch (IOException | RuntimeException | Error failure) {
            Quietly.close(server);
            throw failure;
        }
    }

    /** The address that is listened on, with the port that the system chose if it was 0; also after the close. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** What this listener and its sessions have done by now. Costs nothing to those. */
    public RuntimeMetrics metrics() {
        return workers.counters().snapshot();
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
     * Closes without haste, so that clients do not all come back to another server in one moment: stops accepting,
     * calls {@link Session#onDraining} in every session, closes one session after another as {@link Session#close()}
     * does, spread evenly over the time, aborts those that are left {@link ServerOptions#shutdownLimit()} later, and
     * ends the threads. Waits for all that as {@link #close()} does, which cuts it short.
     *
     * @param time 0 to 1 day
     * @throws IllegalArgumentException if the time is out of its range
     */
    public void drain(Duration time) {
        OptionRange.checkOrZero("time", time);
        workers.drain(time, shutdownLimit);
    }

    /**
     * Stops accepting, closes every session as {@link Session#close()} does, aborts those that are left at
     * {@link ServerOptions#shutdownLimit()}, and ends the threads. Waits for all that, though not for a callback that
     * does not return; called in a callback of one of its sessions, it begins and returns at once. Further calls begin
     * nothing new.
     */
    @Override
    public void close() {
        workers.close(shutdownLimit);
    }
}
