package dev.packetwright.runtime.transport;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Registration;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The TLS handshake of one connection, which has a session only after the handshake has succeeded. Computations run on
 * the {@link TlsHandshakeExecutor}, everything else on the loop. After a failure, the peer gets an alert, and some time to
 * read it.
 */
public final class TlsHandshake implements LoopHandler {
    /** Receives the result of a handshake. Called on the loop's thread. */
    public interface Owner {
        /** The handshake has succeeded. The owner sets the next handler of the registration. */
        void succeeded(Transport transport);

        /** The handshake has failed. It closes the channel itself. */
        void failed(IOException failure);

        /** A failed handshake has closed the channel, some time after {@link #failed}. */
        default void released(Transport transport) {}
    }

    private final EventLoop loop;
    private final Workspace workspace;
    private final TlsHandshakeExecutor executor;
    private final Registration registration;
    private final TlsTransport transport;
    private final Duration timeout;
    private final Owner owner;
    private final LoopTimer timer;

    private TlsHandshake(
            EventLoop loop,
            Workspace workspace,
            TlsHandshakeExecutor executor,
            Registration registration,
            SSLEngine engine,
            Duration timeout,
            Owner owner) {
        this.loop = loop;
        this.workspace = workspace;
        this.executor = executor;
        this.registration = registration;
        this.transport = new TlsTransport(loop, workspace, (SocketChannel) registration.channel(), engine);
        this.timer = loop.runAfter(timeout, this::timeOut);
        this.timeout = timeout;
        this.owner = owner;
    }

    /**
     * Starts the handshake on a connected channel. If this throws, the owner is not called, and the caller closes the
     * channel.
     *
     * @param workspace the memory of that loop
     * @param executor runs the computations
     */
    public static void start(
            EventLoop loop,
            Workspace workspace,
            TlsHandshakeExecutor executor,
            Registration registration,
            SSLEngine engine,
            Duration timeout,
            Owner owner)
            throws IOException {
        engine.beginHandshake();
        var handshake = new TlsHandshake(loop, workspace, executor, registration, engine, timeout, owner);
        registration.handleBy(handshake);
        handshake.advance();
    }

    @Override
    public void ready() {
        advance();
    }

    private void advance() {
        try {
            switch (transport.handshake()) {
                case READABLE_CHANNEL -> registration.set(SelectionKey.OP_READ);
                case WRITABLE_CHANNEL -> registration.set(SelectionKey.OP_WRITE);
                case TASKS -> delegate();
                case NOTHING_MORE -> succeed();
            }
        } catch (IOException failure) {
            fail(failure);
        } catch (RuntimeException | Error failure) {
            fail(new SSLException("the handshake failed: " + failure, failure));
        }
    }

    /** Computes on another thread. Until that has finished, only the end of the handshake happens here. */
    private void delegate() {
        registration.set(0);
        executor.execute(() -> {
            if (!registration.channel().isOpen()) {
                return; // the handshake has timed out, and others wait for this thread
            }
            try {
                transport.runTasks();
                loop.execute(() -> continueUnlessEnded(this::advance));
            } catch (Throwable thrown) {
                var failure = new SSLException("the handshake failed: " + thrown, thrown);
                loop.execute(() -> continueUnlessEnded(() -> fail(failure)));
            }
        });
    }

    private void continueUnlessEnded(Runnable step) {
        if (registration.isValid()) {
            step.run();
        }
    }

    private void succeed() {
        timer.cancel();
        registration.set(0);
        owner.succeeded(transport);
    }

    private void fail(IOException failure) {
        timer.cancel();
        owner.failed(failure);
        transport.sendAlert();
        Parting.start(loop, workspace, registration, () -> owner.released(transport));
    }

    private void timeOut() {
        end(new SocketTimeoutException("the TLS handshake took longer than " + timeout));
    }

    private void end(IOException failure) {
        timer.cancel();
        if (registration.isValid()) {
            owner.failed(failure);
            registration.close();
            owner.released(transport);
        }
    }

    @Override
    public void close() {
        end(new IOException("closed during the TLS handshake"));
    }

    @Override
    public void abort() {
        close();
    }
}
