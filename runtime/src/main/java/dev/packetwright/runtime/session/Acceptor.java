package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.TokenBucket;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.Quietly;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.telemetry.BoundedLog;
import dev.packetwright.runtime.transport.PlainTransport;
import dev.packetwright.runtime.transport.TlsHandshake;
import dev.packetwright.runtime.transport.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Accepts connections on the group's first loop, as many as the limits allow, and deals them out to all of its loops.
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
    private final Supplier<? extends Session> factory;
    private final ConnectionLimits limits;
    private final Consumer<Connection> onLeave = this::leave;
    private final TokenBucket pace;
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
        this.factory = factory;
        this.registration = registration;
        long now = System.nanoTime();
        int accepts = options.acceptsPerSecond();
        this.limits = new ConnectionLimits(options, now);
        this.pace = new TokenBucket(accepts, Math.max(1, accepts / PACE_BURSTS_PER_SECOND), now);
    }

    /** Begins to accept. To be called on the first loop. */
    static void start(
            Workers workers, ServerSocketChannel server, ServerOptions options, Supplier<? extends Session> factory) {
        try {
            Registration registration = workers.first().loop().register(server, 0);
            var acceptor = new Acceptor(workers, server, options, factory, registration);
            registration.handleBy(acceptor);
            // By way of a pause: what a pause needs has then been loaded before there is a lack of descriptors.
            acceptor.pause(Duration.ZERO);
        } catch (IOException | RuntimeException failure) {
            Quietly.report("a listener could not begin to accept", failure);
            Quietly.close(server);
        }
    }

    /**
     * Where accepting fails, descriptors or memory have run out, as a rule, and the connection still waits: to try
     * again at once would be to spin.
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
            long now = System.nanoTime();
            if (pace.isEmpty(now)) {
                pause(PAUSE_TO_KEEP_PACE); // who comes meanwhile waits in the backlog
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
            InetAddress address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            Optional<DisconnectReason> refusal = limits.enter(address, now);
            if (refusal.isPresent()) {
                refuse(channel, refusal.get());
            } else {
                pace.tryTake(1, now); // only now: who floods must not use up the pace of the others
                Worker worker = workers.next();
                worker.loop().execute(() -> register(worker, channel, address));
            }
        } catch (IOException alreadyGone) {
            Quietly.close(channel);
        } catch (RuntimeException | Error failure) {
            Quietly.close(channel);
            throw failure;
        }
    }

    /** By a reset, which leaves nothing behind here. */
    private void refuse(SocketChannel channel, DisconnectReason reason) throws IOException {
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

    /** Runs on the loop that the connection is for. */
    private void register(Worker worker, SocketChannel channel, InetAddress address) {
        Registration accepted;
        try {
            channel.configureBlocking(false);
            accepted = worker.loop().register(channel, 0);
        } catch (IOException | ClosedSelectorException shuttingDown) {
            Quietly.close(channel);
            limits.leave(address);
            return;
        }
        if (tls.isPresent()) {
            secure(worker, accepted, address, tls.get());
        } else {
            begin(worker, accepted, address, new PlainTransport(channel));
        }
    }

    private void secure(Worker worker, Registration accepted, InetAddress address, TlsOptions security) {
        try {
            TlsHandshake.start(
                    worker.loop(),
                    worker.workspace(),
                    accepted,
                    security.serverEngine(),
                    security.handshakeTimeout(),
                    new PendingConnection(worker, accepted, address));
        } catch (IOException alreadyGone) {
            reject(accepted, address);
        } catch (RuntimeException | Error failure) {
            Quietly.report("TLS could not begin", failure);
            reject(accepted, address);
        }
    }

    /** Who has been let in, and has a session only after the handshake. */
    private final class PendingConnection implements TlsHandshake.Owner {
        private final Worker worker;
        private final Registration accepted;
        private final InetAddress address;

        PendingConnection(Worker worker, Registration accepted, InetAddress address) {
            this.worker = worker;
            this.accepted = accepted;
            this.address = address;
        }

        @Override
        public void succeeded(Transport transport) {
            begin(worker, accepted, address, transport);
        }

        @Override
        public void failed(IOException failure) {
            workers.counters().ended(DisconnectReason.TLS_FAILED);
            log.log(
                    Level.DEBUG,
                    () -> "no session with " + address + ": " + DisconnectReason.TLS_FAILED + ": " + failure);
        }

        @Override
        public void released(Transport transport) {
            leave(address, transport);
        }
    }

    private void begin(Worker worker, Registration accepted, InetAddress address, Transport transport) {
        try {
            Session session = Objects.requireNonNull(factory.get(), "the factory returned null");
            Connection.start(worker, accepted, transport, session, onLeave);
        } catch (IOException alreadyGone) {
            reject(accepted, address);
        } catch (Throwable failure) {
            Quietly.report("an accepted connection got no session", failure);
            reject(accepted, address);
        }
    }

    private void leave(Connection connection) {
        leave(((InetSocketAddress) connection.remoteAddress()).getAddress(), connection.transport());
    }

    private void leave(InetAddress address, Transport transport) {
        limits.leave(address);
        if (!transport.hasReceived()) {
            workers.first().loop().execute(this::acceptAnotherInstead);
        }
    }

    /** Who has come and gone without a word must not keep those waiting that are behind in the backlog. */
    private void acceptAnotherInstead() {
        pace.putBack(1);
        resume();
    }

    private void reject(Registration accepted, InetAddress address) {
        accepted.close();
        limits.leave(address);
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
