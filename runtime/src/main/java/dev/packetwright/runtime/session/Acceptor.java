package dev.packetwright.runtime.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Accepts connections on the group's first loop and deals them out to all of its loops. */
final class Acceptor implements Endpoint {
    private static final Logger LOG = System.getLogger(Acceptor.class.getName());
    private static final int MAX_ACCEPTS_PER_TURN = 16;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LoopGroup loops;
    private final ServerSocketChannel server;
    private final ServerOptions options;
    private final Supplier<? extends Session> factory;
    private final SelectionKey key;

    private Acceptor(
            LoopGroup loops,
            ServerSocketChannel server,
            ServerOptions options,
            Supplier<? extends Session> factory,
            SelectionKey key) {
        this.loops = loops;
        this.server = server;
        this.options = options;
        this.factory = factory;
        this.key = key;
    }

    /** Begins to accept. To be called on the first loop. */
    static void start(
            LoopGroup loops, ServerSocketChannel server, ServerOptions options, Supplier<? extends Session> factory) {
        try {
            SelectionKey key = loops.first().register(server, 0);
            var acceptor = new Acceptor(loops, server, options, factory, key);
            key.attach(acceptor);
            // By way of a pause: what a pause needs has then been loaded before there is a lack of descriptors.
            acceptor.resumeAfter(Duration.ZERO);
            LOG.log(Level.DEBUG, "accepting connections");
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
            key.interestOps(0);
            resumeAfter(PAUSE);
            EventLoop.report("accepting failed, pausing for " + PAUSE, failure);
        }
    }

    private void accept() throws IOException {
        for (int i = 0; i < MAX_ACCEPTS_PER_TURN; i++) {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            EventLoop loop = loops.next();
            loop.execute(() -> welcome(loop, channel));
        }
    }

    private void resumeAfter(Duration pause) {
        loops.first().runAfter(pause, this::resume);
    }

    private void resume() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** Runs on the loop that the connection is for. */
    private void welcome(EventLoop loop, SocketChannel channel) {
        SelectionKey channelKey;
        try {
            channel.configureBlocking(false);
            channelKey = loop.register(channel, 0);
        } catch (IOException | ClosedSelectorException shuttingDown) {
            EventLoop.close(channel);
            return;
        }
        if (options.tls().isPresent()) {
            secure(loop, channelKey, options.tls().get());
        } else {
            begin(loop, channelKey, new PlainTransport(channel));
        }
    }

    private void secure(EventLoop loop, SelectionKey channelKey, TlsOptions tls) {
        try {
            SocketAddress peer = ((SocketChannel) channelKey.channel()).getRemoteAddress();
            Handshake.start(
                    loop,
                    channelKey,
                    tls.serverEngine(),
                    tls.handshakeTimeout(),
                    transport -> begin(loop, channelKey, transport),
                    failure -> LOG.log(
                            Level.DEBUG,
                            () -> "no session with " + peer + ": " + DisconnectReason.TLS_FAILED + ": " + failure));
        } catch (IOException alreadyGone) {
            loop.release(channelKey);
        } catch (RuntimeException | Error failure) {
            EventLoop.report("TLS could not begin", failure);
            loop.release(channelKey);
        }
    }

    private void begin(EventLoop loop, SelectionKey channelKey, Transport transport) {
        try {
            Session session = Objects.requireNonNull(factory.get(), "the factory returned null");
            Connection.start(loop, channelKey, transport, options.session(), session);
        } catch (IOException alreadyGone) {
            loop.release(channelKey);
        } catch (Throwable failure) {
            EventLoop.report("an accepted connection got no session", failure);
            loop.release(channelKey);
        }
    }

    @Override
    public void close() {
        loops.first().release(key);
    }

    @Override
    public void abort() {
        close();
    }
}
