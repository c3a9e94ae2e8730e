package dev.packetwright.runtime.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Connects to servers, any number at once, and gives each connection a session.
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
     * @throws IOException if no selector can be opened, usually because the process has no free descriptor
     */
    public static Connector open() throws IOException {
        return open(ConnectorOptions.defaults());
    }

    /**
     * Makes a connector.
     *
     * @throws IOException if no selector can be opened, usually because the process has no free descriptor
     */
    public static Connector open(ConnectorOptions options) throws IOException {
        return new Connector(
                Workers.startClient("packetwright-connector", options.loops(), options.session()), options);
    }

    /**
     * Connects to a server. Returns at once.
     *
     * @param factory makes the session after the connection is established, on the event loop that will serve it
     * @return completes with the session after its {@link Session#onConnected} has returned. Fails with an {@link
     *     IOException} if the address is unresolved, if the server refuses or does not answer within {@link
     *     ConnectorOptions#connectTimeout()}, if the TLS handshake fails or takes longer than {@link
     *     TlsOptions#handshakeTimeout()}, or if the connector is closed. Fails with the exception of the factory or of
     *     {@code onConnected} if one throws. Dependent stages run on the loop's thread unless they name an executor. To
     *     cancel it cancels the attempt
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

    /** A snapshot of the counters. It does not slow the sessions down. */
    public RuntimeMetrics metrics() {
        return workers.counters().snapshot();
    }

    /**
     * Cancels the attempts to connect, closes every session as {@link Session#close()} does, aborts those that are left
     * after {@link ConnectorOptions#shutdownLimit()}, and ends the threads. Waits until all that is done, but not for a
     * callback that does not return. Called in a callback of one of its sessions, it starts the close and returns at
     * once. Further calls have no effect.
     */
    @Override
    public void close() {
        workers.close(options.shutdownLimit());
    }
}
