package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.TokenBucket;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.Quietly;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.telemetry.BoundedLog;
import dev.packetwright.runtime.websocket.HandshakeRules;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Accepts connections on the first loop, within the limits, and distributes them over all loops.
 */
final class Acceptor implements LoopHandler {
    private static final int MAX_ACCEPTS_PER_TURN = 16;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PAUSE_TO_KEEP_PACE = Duration.ofMillis(50);
    private static final int PACE_BURSTS_PER_SECOND = 10;

    private final BoundedLog log = new BoundedLog(Acceptor.class);
    private final Workers workers;
    private final ServerSocketChannel server;
    private final Optional<TlsOptions> tls;
    private final Optional<WebSocketOptions> webSocket;
    private final Optional<HandshakeRules> handshakeRules;
    private final Supplier<? extends Session> factory;
    private final AddressTest proxies;
    private final Duration proxyHeaderTimeout;
    private final ConnectionLimits limits;
    private final TokenBucket pace;
    private final TokenBucket givenBack;
    private final Registration registration;

    private Acceptor(
            Workers workers,
            ServerSocketChannel server,
            ServerOptions options,
            Supplier<? extends Session> factory,
            Registration registration) {
        this.workers = workers;
        this.server = server;
        this.tls = options.tls();
        this.webSocket = options.webSocket();
        this.handshakeRules = webSocket.map(WebSocketOptions::rules);
        this.factory = factory;
        this.proxies = new AddressTest("proxies", options.proxies());
        this.proxyHeaderTimeout = options.proxyHeaderTimeout();
        this.registration = registration;
        long now = now();
        this.limits = new ConnectionLimits(options, () -> workers.first().loop().execute(this::giveBackAtPace), now);
        this.pace = pace(options, now);
        this.givenBack = pace(options, now);
    }

    /** The time of the limits and the pace. */
    long now() {
        return workers.first().loop().host().nanoTime();
    }

    private static TokenBucket pace(ServerOptions options, long now) {
        int accepts = options.acceptsPerSecond();
        return new TokenBucket(accepts, Math.max(1, accepts / PACE_BURSTS_PER_SECOND), now);
    }

    /** Begins to accept. Call it on the first loop. If this throws, the caller closes the channel. */
    static void start(
            Workers workers, ServerSocketChannel server, ServerOptions options, Supplier<? extends Session> factory)
            throws IOException {
        Registration registration = workers.first().loop().register(server, 0);
        var acceptor = new Acceptor(workers, server, options, factory, registration);
        registration.handleBy(acceptor);
        // The first pause loads the classes of a pause before the process can run out of descriptors.
        acceptor.pause(Duration.ZERO);
    }

    /** Counts a connection that ended before its first byte and before it had a session. */
    void endedWithoutSession(DisconnectReason reason) {
        workers.counters().ended(reason);
        giveBack();
    }

    /** Counts a connection that this side closes before it has a session. */
    void closedWithoutSession() {
        workers.counters().ended(DisconnectReason.CLOSED_LOCALLY);
    }

    Optional<TlsOptions> tls() {
        return tls;
    }

    Optional<WebSocketOptions> webSocket() {
        return webSocket;
    }

    /** The rules for requests for WebSocket; present if {@link #webSocket} is. */
    Optional<HandshakeRules> handshakeRules() {
        return handshakeRules;
    }

    Duration proxyHeaderTimeout() {
        return proxyHeaderTimeout;
    }

    ConnectionLimits limits() {
        return limits;
    }

    /** Makes the session of the next connection, with the user's factory. */
    Session newSession() {
        return Objects.requireNonNull(factory.get(), "the factory returned null");
    }

    /** Counts and logs a TLS handshake that has failed. */
    void handshakeFailed(InetAddress address, IOException failure) {
        workers.counters().ended(DisconnectReason.TLS_FAILED);
        log.log(Level.DEBUG, () -> "no session with " + address + ": " + DisconnectReason.TLS_FAILED + ": " + failure);
    }

    /** Counts and logs a request for WebSocket that was refused or did not come. */
    void webSocketRefused(InetAddress address, IOException failure) {
        DisconnectReason reason = DisconnectReason.WEBSOCKET_INVALID;
        workers.counters().ended(reason);
        log.log(Level.DEBUG, () -> "no session with " + address + ": " + reason + ": " + failure.getMessage());
    }

    /** Counts and logs a header of the PROXY protocol that is not as it must be. The proxy is set up wrongly. */
    void proxyHeaderFailed(InetAddress proxy, IOException failure) {
        DisconnectReason reason = DisconnectReason.PROXY_HEADER_INVALID;
        workers.counters().ended(reason);
        log.log(Level.WARNING, () -> "no session by way of the proxy " + proxy + ": " + reason + ": " + failure);
    }

    /**
     * Accepts, or pauses after a failure. Usually descriptors or memory have run out, and the connection still waits:
     * another attempt at once would be a spin.
     */
    @Override
    public void ready() {
        try {
            accept();
        } catch (Throwable failure) {
            pause(PAUSE_AFTER_FAILURE);
            Quietly.report("accepting failed, pausing for " + PAUSE_AFTER_FAILURE, failure);
        }
    }

    private void accept() throws IOException {
        for (int i = 0; i < MAX_ACCEPTS_PER_TURN; i++) {
            long now = now();
            if (pace.isEmpty(now)) {
                pause(PAUSE_TO_KEEP_PACE); // meanwhile, connections wait in the backlog
                return;
            }
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            admit(channel, now);
        }
    }

    private void admit(SocketChannel channel, long now) {
        try {
            var remote = (InetSocketAddress) channel.getRemoteAddress();
            if (proxies.isTrueFor(remote.getAddress())) {
                admit(channel, remote, limits.enterUnidentified(), AcceptedConnection::beginWithProxyHeader, now);
            } else {
                admit(channel, remote, limits.enter(remote.getAddress(), now), AcceptedConnection::begin, now);
            }
        } catch (IOException alreadyGone) {
            Quietly.close(channel);
        } catch (RuntimeException | Error failure) {
            Quietly.close(channel);
            throw failure;
        }
    }

    private void admit(
            SocketChannel channel,
            InetSocketAddress remote,
            ConnectionLimits.Entry entry,
            Consumer<AcceptedConnection> begin,
            long now)
            throws IOException {
        if (entry instanceof ConnectionLimits.Refused refused) {
            refuse(channel, refused.reason());
        } else if (entry instanceof ConnectionLimits.Place place) {
            pace.tryTake(1, now); // only now, so that a refused flood does not use up the pace
            passOn(channel, remote, place, begin);
        }
    }

    /** Passes the connection to the next loop. */
    private void passOn(
            SocketChannel channel,
            InetSocketAddress remote,
            ConnectionLimits.Place place,
            Consumer<AcceptedConnection> begin) {
        try {
            Worker worker = workers.next();
            var accepted = new AcceptedConnection(this, worker, channel, remote, place);
            worker.loop().execute(() -> begin.accept(accepted));
        } catch (RuntimeException | Error failure) {
            place.leave();
            throw failure;
        }
    }

    /** Resets the connection, which frees all its resources here. */
    void refuse(SocketChannel channel, DisconnectReason reason) throws IOException {
        workers.counters().ended(reason);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    private void pause(Duration pause) {
        if (registration.isValid()) {
            registration.set(0);
        }
        workers.first().loop().runAfter(pause, this::resume);
    }

    private void resume() {
        if (registration.isValid()) {
            registration.set(SelectionKey.OP_ACCEPT);
        }
    }

    /**
     * Accepts another connection instead of one that ended without a session and without sending a byte, without regard
     * to the pace.
     */
    void giveBack() {
        workers.first().loop().execute(this::acceptAnotherInstead);
    }

    /** Does the same for a connection that had a session, but only as often as the pace, as a session costs time. */
    private void giveBackAtPace() {
        if (givenBack.tryTake(1, now())) {
            acceptAnotherInstead();
        }
    }

    private void acceptAnotherInstead() {
        pace.putBack(1);
        resume();
    }

    @Override
    public void close() {
        registration.close();
    }

    @Override
    public void abort() {
        close();
    }
}
