package dev.packetwright.runtime.session;

import dev.packetwright.runtime.telemetry.BoundedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Connects to servers, any number at once, and gives each connection a session.
 *
 * <p>Its threads do not keep the virtual machine running. All methods may be called from any thread.
 */
public final class Connector implements AutoCloseable {
    private final BoundedLog linkLog = new BoundedLog(Link.class);
    private final Workers workers;
    private final ConnectorOptions options;
    private final HostLookup lookup;
    private final Set<Link<?>> links = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Connector(Workers workers, ConnectorOptions options, HostLookup lookup) {
        this.workers = workers;
        this.options = options;
        this.lookup = lookup;
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
        return open(options, InetAddress::getAllByName);
    }

    /** Makes a connector that looks up the hosts of its links in another way than the system does. */
    static Connector open(ConnectorOptions options, HostLookup.Names names) throws IOException {
        Workers workers = Workers.startClient("packetwright-connector", options.loops(), options.session());
        return new Connector(
                workers, options, new HostLookup(workers.first().loop().host(), names));
    }

    /**
     * Connects to a server. Returns at once.
     *
     * @param factory makes the session after the connection is established, on the event loop that will serve it
     * @return completes with the session after its {@link Session#onConnected} has returned. Fails with an {@link
     *     IOException} if the address is unresolved, if the server refuses or does not answer within {@link
     *     ConnectorOptions#connectTimeout()}, if the TLS handshake fails or takes longer than {@link
     *     TlsOptions#handshakeTimeout()}, or if the connector is closed. Fails with the exception of the factory or of
     *     {@code onConnected} if one throws. Dependent stages run on the loop's thread unless they name an executor.
     *     Completing the future, for example by {@code cancel} or {@code orTimeout}, gives the attempt up; a session
     *     that has just been made is aborted
     */
    public <S extends Session> CompletableFuture<S> connect(InetSocketAddress address, Supplier<S> factory) {
        if (address.isUnresolved()) {
            return CompletableFuture.failedFuture(new UnknownHostException(address.getHostString()));
        }
        if (workers.isClosed()) { // without a loop, so that retries do not keep a loop from ending
            return CompletableFuture.failedFuture(new IOException("the connector is closed"));
        }
        Worker worker = workers.next();
        var attempt = new ConnectAttempt<>(worker, address, options, factory);
        worker.loop().execute(attempt::begin);
        return attempt.result();
    }

    /**
     * Like {@link #stayConnected(InetSocketAddress, Backoff, Supplier, BiConsumer)}, for a program that finds failures
     * in the log and asks the link about them.
     */
    public <S extends Session> Link<S> stayConnected(InetSocketAddress address, Backoff backoff, Supplier<S> factory) {
        return stayConnected(address, backoff, factory, (link, failure) -> {});
    }

    /**
     * Connects to a server, and connects again whenever an attempt fails or the session ends, until the link is closed.
     * {@link Link} describes what ends it. Returns at once.
     *
     * @param address the server. A name from {@link InetSocketAddress#createUnresolved} is looked up anew for each
     *     attempt, on another thread than those of the loops, so that a server that has moved is found as soon as the
     *     system knows its new address. If the name has several addresses, failed attempts go through them
     * @param backoff the times to wait between the attempts
     * @param factory makes a new session for each connection, on the event loop that will serve it
     * @param onFailure called after each failed attempt, on a loop's thread, with the link and the failure: what {@link
     *     #connect} fails with; an {@link java.net.UnknownHostException}; or an {@link IOException} that tells how the
     *     session ended, if that was soon. It may close the link. An exception of its own is logged
     * @return the link. If this connector is closed, the link is closed already, and its last failure says so
     */
    public <S extends Session> Link<S> stayConnected(
            InetSocketAddress address,
            Backoff backoff,
            Supplier<S> factory,
            BiConsumer<? super Link<S>, ? super Throwable> onFailure) {
        var link = new Link<>(this, workers.next().loop(), address, backoff, factory, onFailure);
        links.add(link);
        if (closed) { // the link was added first, so a close that begins now finds it
            link.refuse(new IOException("the connector is closed"));
        } else {
            link.start();
        }
        return link;
    }

    /** The log of all links together, as a program may have thousands to one server. */
    BoundedLog linkLog() {
        return linkLog;
    }

    HostLookup lookup() {
        return lookup;
    }

    void forget(Link<?> link) {
        links.remove(link);
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
     * Closes the links, cancels the attempts to connect, closes every session as {@link Session#close()} does, aborts those that are left
     * after {@link ConnectorOptions#shutdownLimit()}, and ends the threads. Waits until all that is done, but not for a
     * callback that does not return. Called in a callback of one of its sessions, it starts the close and returns at
     * once. Further calls have no effect.
     */
    @Override
    public void close() {
        closed = true;
        links.forEach(Link::close);
        lookup.close();
        workers.close(options.shutdownLimit());
    }
}
