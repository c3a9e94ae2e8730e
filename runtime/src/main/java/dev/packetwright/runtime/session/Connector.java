package dev.packetwright.runtime.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Connects to servers, as many at once as one likes, and gives each connection a session.
 *
 * <p>Its threads do not keep the virtual machine running. All methods may be called from any thread.
 */
public final class Connector implements AutoCloseable {
    private final Workers workers;
    private final ConnectorOptions options;

    private Connector(Workers workers, ConnectorOptions options) {
        this.workers = workers;
        this.options = options;
    }

    /**
     * Makes a connector with {@link ConnectorOptions#defaults()}.
     *
     * @throws IOException if the system gives no selector, for want of descriptors as a rule
     */
    public static Connector open() throws IOException {
        return open(ConnectorOptions.defaults());
    }

    /**
     * Makes a connector.
     *
     * @throws IOException if the system gives no selector, for want of descriptors as a rule
     */
    public static Connector open(ConnectorOptions options) throws IOException {
        return new Connector(
                Workers.startClient("packetwright-connector", options.loops(), options.session()), options);
    }

    /**
     * Connects, without waiting for it.
     *
     * @param factory makes the session once the connection is made, on the event loop that will serve it
     * @return completes with the session when its {@link Session#onConnected} has returned. Fails with an
     *     {@link IOException} if the address is unresolved, refuses or does not answer within
     *     {@link ConnectorOptions#connectTimeout()}, if the TLS handshake fails or takes longer than
     *     {@link TlsOptions#handshakeTimeout()}, or if the connector is closed; or with what the factory or
     *     {@code onConnected} threw. What depends on it runs on the loop's thread, unless it says otherwise. Cancelling
     *     it gives the connection up
     */
    public <S extends Session> CompletableFuture<S> connect(InetSocketAddress address, Supplier<S> factory) {
        if (address.isUnresolved()) {
            return CompletableFuture.failedFuture(new UnknownHostException(address.getHostString()));
        }
        Worker worker = workers.next();
        var attempt = new ConnectAttempt<>(worker, address, options, factory);
        worker.loop().execute(attempt::begin);
        return attempt.result();
    }

    /** What this connector's sessions have done by now. Costs nothing to those. */
    public RuntimeMetrics metrics() {
        return workers.counters().snapshot();
    }

    /**
     * Gives up what is still connecting, closes every session as {@link Session#close()} does, aborts those that are
     * left at {@link ConnectorOptions#shutdownLimit()}, and ends the threads. Waits for all that, though not for a
     * callback that does not return; called in a callback of one of its sessions, it begins and returns at once.
     * Further calls begin nothing new.
     */
    @Override
    public void close() {
        workers.close(options.shutdownLimit());
    }
}
