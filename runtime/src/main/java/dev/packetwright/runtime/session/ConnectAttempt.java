package dev.packetwright.runtime.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt of a connector to connect: begins and ends on one loop, with a session or a failure. */
final class ConnectAttempt<S extends Session> implements Endpoint {
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final ConnectorOptions options;
    private final Supplier<S> factory;
    private final CompletableFuture<S> result = new CompletableFuture<>();

    private @Nullable SelectionKey key;
    private @Nullable LoopTimer timer;

    ConnectAttempt(EventLoop loop, InetSocketAddress address, ConnectorOptions options, Supplier<S> factory) {
        this.loop = loop;
        this.address = address;
        this.options = options;
        this.factory = factory;
    }

    CompletableFuture<S> result() {
        return result;
    }

    void begin() {
        try {
            SocketChannel channel = SocketChannel.open();
            SelectionKey registered = register(channel);
            key = registered;
            timer = loop.runAfter(options.connectTimeout(), this::timeOut);
            if (channel.connect(address)) {
                secure(registered);
            }
        } catch (ClosedSelectorException shuttingDown) {
            fail(new IOException("the connector is closed", shuttingDown));
        } catch (IOException | RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private SelectionKey register(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            SelectionKey registered = loop.register(channel, SelectionKey.OP_CONNECT);
            registered.attach(this);
            return registered;
        } catch (IOException | RuntimeException | Error failure) {
            EventLoop.close(channel);
            throw failure;
        }
    }

    @Override
    public void ready() {
        SelectionKey connecting = Objects.requireNonNull(key);
        try {
            if (((SocketChannel) connecting.channel()).finishConnect()) {
                secure(connecting);
            }
        } catch (IOException | RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private void secure(SelectionKey connected) throws IOException {
        cancelTimer();
        connected.interestOps(0);
        if (options.tls().isPresent()) {
            TlsOptions tls = options.tls().get();
            Handshake.start(loop, connected, tls.clientEngine(address), tls.handshakeTimeout(), new Handshake.Owner() {
                @Override
                public void succeeded(SelectionKey secured, Transport transport) {
                    key = secured;
                    succeedOrFail(secured, transport);
                }

                @Override
                public void failed(IOException failure) {
                    result.completeExceptionally(failure);
                }
            });
        } else {
            succeed(connected, new PlainTransport((SocketChannel) connected.channel()));
        }
    }

    private void succeedOrFail(SelectionKey connected, Transport transport) {
        try {
            succeed(connected, transport);
        } catch (IOException | RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private void succeed(SelectionKey connected, Transport transport) throws IOException {
        if (result.isDone()) { // cancelled by whoever asked
            throw new IOException("nobody waits for the connection any more");
        }
        S session = Objects.requireNonNull(factory.get(), "the factory returned null");
        Connection connection = Connection.start(loop, connected, transport, options.session(), session);
        connection.handlerFailure().ifPresent(result::completeExceptionally);
        if (!result.complete(session) && result.isCancelled()) {
            session.abort();
        }
    }

    private void timeOut() {
        fail(new SocketTimeoutException(address + " did not answer within " + options.connectTimeout()));
    }

    private void fail(Throwable failure) {
        cancelTimer();
        if (key != null) {
            loop.release(key);
        }
        result.completeExceptionally(failure);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void close() {
        fail(new IOException("the connector was closed"));
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
