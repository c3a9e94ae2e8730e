package dev.packetwright.runtime.session;

import dev.packetwright.runtime.telemetry.BoundedLog;
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
final class Acceptor implements Endpoint {
    private static final int MAX_ACCEPTS_PER_TURN = 16;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PAUSE_TO_KEEP_PACE = Duration.ofMillis(50);
    private static final int PACE_BURSTS_PER_SECOND = 10;

    private final BoundedLog log = new BoundedLog(Acceptor.class);
    private final LoopGroup loops;
    private final ServerSocketChannel server;
    private final SessionOptions options;
    private final Optional<TlsOptions> tls;
    private final Supplier<? extends Session> factory;
    private final ConnectionLimits limits;
    private final Consumer<Connection> onLeave = this::leave;
    private final TokenBucket pace;
    private SelectionKey key;

    private Acceptor(
            LoopGroup loops,
            ServerSocketChannel server,
            ServerOptions options,
            Supplier<? extends Session> factory,
            SelectionKey key) {
        this.loops = loops;
        this.server = server;
        this.options = options.session();
        this.tls = options.tls();
        this.factory = factory;
        this.key = key;
        long now = System.nanoTime();
        int accepts = options.acceptsPerSecond();
        this.limits = new ConnectionLimits(options, now);
        this.pace = new TokenBucket(accepts, Math.max(1, accepts / PACE_BURSTS_PER_SECOND), now);
    }

    /** Begins to accept. To be called on the first loop. */
    static void start(
            LoopGroup loops, ServerSocketChannel server, ServerOptions options, Supplier<? extends Session> factory) {
        try {
            SelectionKey key = loops.first().register(server, 0);
            var acceptor = new Acceptor(loops, server, options, factory, key);
            key.attach(acceptor);
            // By way of a pause: what a pause needs has then been loaded before there is a lack of descriptors.
            acceptor.pause(Duration.ZERO);
        } catch (IOException | RuntimeException failure) {
            EventLoop.report("a listener could not begin to accept", failure);
            EventLoop.close(server);
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
            EventLoop.report("accepting failed, pausing for " + PAUSE_AFTER_FAILURE, failure);
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
            letIn(channel, now);
        }
    }

    private void letIn(SocketChannel channel, long now) {
        try {
            InetAddress address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            Optional<DisconnectReason> refusal = limits.enter(address, now);
            if (refusal.isPresent()) {
                refuse(channel, refusal.get());
            } else {
                pace.tryTake(1, now); // only now: who floods must not use up the pace of the others
                EventLoop loop = loops.next();
                loop.execute(() -> welcome(loop, channel, address));
            }
        } catch (IOException alreadyGone) {
            EventLoop.close(channel);
        } catch (RuntimeException | Error failure) {
            EventLoop.close(channel);
            throw failure;
        }
    }

    /** By a reset, which leaves nothing behind here. */
    private void refuse(SocketChannel channel, DisconnectReason reason) throws IOException {
        loops.counters().ended(reason);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    private void pause(Duration pause) {
        if (key.isValid()) {
            key.interestOps(0);
        }
        loops.first().runAfter(pause, this::resume);
    }

    private void resume() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** Runs on the loop that the connection is for. */
    private void welcome(EventLoop loop, SocketChannel channel, InetAddress address) {
        SelectionKey channelKey;
        try {
            channel.configureBlocking(false);
            channelKey = loop.register(channel, 0);
        } catch (IOException | ClosedSelectorException shuttingDown) {
            EventLoop.close(channel);
            limits.leave(address);
            return;
        }
        if (tls.isPresent()) {
            secure(loop, channelKey, address, tls.get());
        } else {
            begin(loop, channelKey, address, new PlainTransport(channel));
        }
    }

    private void secure(EventLoop loop, SelectionKey channelKey, InetAddress address, TlsOptions security) {
        try {
            Handshake.start(
                    loop,
                    channelKey,
                    security.serverEngine(),
                    security.handshakeTimeout(),
                    new Newcomer(loop, address));
        } catch (IOException alreadyGone) {
            turnAway(loop, channelKey, address);
        } catch (RuntimeException | Error failure) {
            EventLoop.report("TLS could not begin", failure);
            turnAway(loop, channelKey, address);
        }
    }

    /** Who has been let in, and has a session only after the handshake. */
    private final class Newcomer implements Handshake.Owner {
        private final EventLoop loop;
        private final InetAddress address;

        Newcomer(EventLoop loop, InetAddress address) {
            this.loop = loop;
            this.address = address;
        }

        @Override
        public void succeeded(SelectionKey channelKey, Transport transport) {
            begin(loop, channelKey, address, transport);
        }

        @Override
        public void failed(IOException failure) {
            loops.counters().ended(DisconnectReason.TLS_FAILED);
            log.log(
                    Level.DEBUG,
                    () -> "no session with " + address + ": " + DisconnectReason.TLS_FAILED + ": " + failure);
        }

        @Override
        public void released(Transport transport) {
            leave(address, transport);
        }
    }

    private void begin(EventLoop loop, SelectionKey channelKey, InetAddress address, Transport transport) {
        try {
            Session session = Objects.requireNonNull(factory.get(), "the factory returned null");
            Connection.start(loop, channelKey, transport, options, session).afterEnd(onLeave);
        } catch (IOException alreadyGone) {
            turnAway(loop, channelKey, address);
        } catch (Throwable failure) {
            EventLoop.report("an accepted connection got no session", failure);
            turnAway(loop, channelKey, address);
        }
    }

    private void leave(Connection connection) {
        leave(((InetSocketAddress) connection.remoteAddress()).getAddress(), connection.transport());
    }

    private void leave(InetAddress address, Transport transport) {
        limits.leave(address);
        if (!transport.hasReceived()) {
            loops.first().execute(this::acceptAnotherInstead);
        }
    }

    /** Who has come and gone without a word must not keep those waiting that are behind in the backlog. */
    private void acceptAnotherInstead() {
        pace.putBack(1);
        resume();
    }

    private void turnAway(EventLoop loop, SelectionKey channelKey, InetAddress address) {
        loop.release(channelKey);
        limits.leave(address);
    }

    @Override
    public void close() {
        loops.first().release(key);
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void rekey(SelectionKey newKey) {
        key = newKey;
    }
}
