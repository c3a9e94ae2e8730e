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
 * the {@link TlsHandshakeExecutor}, everything else on the loop.
 *
 * <p>After a failure, the peer gets an alert and may end the connection itself, for a second or until it has sent 64
 * KiB more. To close at once, with the peer's bytes unread, would reset the connection, and the peer might never see
 * the alert.
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

    private static final Duration TIME_TO_END = Duration.ofSeconds(1);
    private static final int MAX_DISCARDED = 64 * 1024;

    private final EventLoop loop;
    private final Workspace workspace;
    private final TlsHandshakeExecutor executor;
    private final Registration registration;
    private final TlsTransport transport;
    private final Duration timeout;
    private final Owner owner;
    private LoopTimer timer;
    private boolean failed;
    private int discarded;

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
        if (failed) {
            discardInput();
        } else {
            advance();
        }
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
        failed = true;
        owner.failed(failure);
        transport.sendAlert();
        timer.cancel();
        timer = loop.runAfter(TIME_TO_END, this::release);
        try {
            ((SocketChannel) registration.channel()).shutdownOutput();
            registration.set(SelectionKey.OP_READ);
        } catch (IOException gone) {
            release();
        }
    }

    private void discardInput() {
        try {
            int count = ((SocketChannel) registration.channel()).read(workspace.transferBuffer());
            discarded += count;
            if (count < 0 || discarded > MAX_DISCARDED) {
                release();
            }
        } catch (IOException gone) {
            release();
        }
    }

    private void timeOut() {
        end(new SocketTimeoutException("the TLS handshake took longer than " + timeout));
    }

    private void end(IOException failure) {
        if (!failed) {
            failed = true;
            owner.failed(failure);
        }
        release();
    }

    private void release() {
        timer.cancel();
        if (registration.isValid()) {
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
