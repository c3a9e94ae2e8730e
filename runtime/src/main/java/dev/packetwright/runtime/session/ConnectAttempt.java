package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Quietly;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.transport.PlainTransport;
import dev.packetwright.runtime.transport.TlsHandshake;
import dev.packetwright.runtime.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt to connect. It runs on one loop and ends with a session or a failure. */
final class ConnectAttempt<S extends Session> implements LoopHandler {
    private final Worker worker;
    private final InetSocketAddress address;
    private final ConnectorOptions options;
    private final Supplier<S> factory;
    private final CompletableFuture<S> result = new CompletableFuture<>();

    private @Nullable Registration registration;
    private @Nullable LoopTimer timer;
    private boolean succeeded;

    ConnectAttempt(Worker worker, InetSocketAddress address, ConnectorOptions options, Supplier<S> factory) {
        this.worker = worker;
        this.address = address;
        this.options = options;
        this.factory = factory;
    }

    CompletableFuture<S> result() {
        return result;
    }

    void begin() {
        if (result.isDone()) {
            return; // cancelled by the caller
        }
        try {
            SocketChannel channel = worker.loop().host().channels().openSocketChannel();
            Registration registered = register(channel);
            registration = registered;
            timer = worker.loop().runAfter(options.connectTimeout(), this::timeOut);
            var unused = result.whenComplete((session, failure) -> worker.loop().execute(this::giveUpUnlessSucceeded));
            if (channel.connect(address)) {
                secure(registered);
            }
        } catch (ClosedSelectorException shuttingDown) {
            fail(new IOException("the connector is closed", shuttingDown));
        } catch (IOException | RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private Registration register(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            Registration registered = worker.loop().register(channel, SelectionKey.OP_CONNECT);
            registered.handleBy(this);
            return registered;
        } catch (IOException | RuntimeException | Error failure) {
            Quietly.close(channel);
            throw failure;
        }
    }

    @Override
    public void ready() {
        Registration connecting = Objects.requireNonNull(registration);
        try {
            if (((SocketChannel) connecting.channel()).finishConnect()) {
                secure(connecting);
            }
        } catch (IOException | RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private void secure(Registration connected) throws IOException {
        cancelTimer();
        connected.set(0);
        if (options.tls().isPresent()) {
            TlsOptions tls = options.tls().get();
            TlsHandshake.start(
                    worker.loop(),
                    worker.workspace(),
                    worker.handshakes(),
                    connected,
                    tls.clientEngine(address),
                    tls.handshakeTimeout(),
                    new TlsHandshake.Owner() {
                        @Override
                        public void succeeded(Transport transport) {
                            succeedOrFail(connected, transport);
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

    private void succeedOrFail(Registration connected, Transport transport) {
        try {
            succeed(connected, transport);
        } catch (IOException | RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private void succeed(Registration connected, Transport transport) throws IOException {
        if (result.isDone()) { // cancelled by the caller
            throw new IOException("the attempt to connect was cancelled");
        }
        succeeded = true; // from here on, the channel belongs to the session
        S session = Objects.requireNonNull(factory.get(), "the factory returned null");
        Connection connection = Connection.start(
                worker,
                connected,
                options.decorator().apply(transport),
                ((SocketChannel) connected.channel()).getRemoteAddress(),
                session,
                ended -> {});
        Optional<Throwable> failure = connection.handlerFailure();
        failure.ifPresent(result::completeExceptionally);
        if (!result.complete(session) && failure.isEmpty()) {
            session.abort(); // the caller has completed the result otherwise, and does not know of this session
        }
    }

    /** Frees the channel of an attempt whose result the caller has completed. */
    private void giveUpUnlessSucceeded() {
        if (!succeeded) {
            fail(new IOException("the attempt to connect was cancelled"));
        }
    }

    private void timeOut() {
        fail(new SocketTimeoutException(address + " did not answer within " + options.connectTimeout()));
    }

    private void fail(Throwable failure) {
        cancelTimer();
        if (registration != null) {
            registration.close();
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
}
