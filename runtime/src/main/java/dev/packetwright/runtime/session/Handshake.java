package dev.packetwright.runtime.session;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The TLS handshake of one connection: before it has come to a good end there is no session. What it has to compute is
 * done on {@link HandshakeThreads}, all else on the loop.
 *
 * <p>When it fails, the peer is told why and may end the connection itself, until the timeout: closing with its bytes
 * unread would reset the connection, and the peer might never see what it was told.
 */
final class Handshake implements Endpoint {
    /** Whom the handshake is for. Called on the loop's thread. */
    interface Owner {
        /** Takes over the key, which may be another one by now, and the transport. */
        void succeeded(SelectionKey key, Transport transport);

        /** Only takes notice: the key is released by the handshake. */
        void failed(IOException failure);

        /** A handshake that failed has released the key, some time after. */
        default void released(Transport transport) {}
    }

    private final EventLoop loop;
    private SelectionKey key;
    private final SocketChannel channel;
    private final TlsTransport transport;
    private final LoopTimer timer;
    private final Duration timeout;
    private final Owner owner;
    private boolean failed;

    private Handshake(EventLoop loop, SelectionKey key, SSLEngine engine, Duration timeout, Owner owner) {
        this.loop = loop;
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.transport = new TlsTransport(loop, channel, engine);
        this.timer = loop.runAfter(timeout, this::timeOut);
        this.timeout = timeout;
        this.owner = owner;
    }

    /**
     * Begins on a connected channel that is registered with the loop. If this throws, the owner is not called and
     * releases the key.
     */
    static void start(EventLoop loop, SelectionKey key, SSLEngine engine, Duration timeout, Owner owner)
            throws IOException {
        engine.beginHandshake();
        var handshake = new Handshake(loop, key, engine, timeout, owner);
        key.attach(handshake);
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
                case READABLE_CHANNEL -> key.interestOps(SelectionKey.OP_READ);
                case WRITABLE_CHANNEL -> key.interestOps(SelectionKey.OP_WRITE);
                case TASKS -> delegate();
                case NOTHING_MORE -> succeed();
            }
        } catch (IOException failure) {
            fail(failure);
        } catch (RuntimeException | Error failure) {
            fail(new SSLException("the handshake failed: " + failure, failure));
        }
    }

    /** Until the tasks are done nothing else happens here, but the end. */
    private void delegate() {
        key.interestOps(0);
        HandshakeThreads.execute(() -> {
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
        if (key.isValid()) {
            step.run();
        }
    }

    private void succeed() {
        timer.cancel();
        key.interestOps(0);
        owner.succeeded(key, transport);
    }

    private void fail(IOException failure) {
        failed = true;
        owner.failed(failure);
        transport.sayWhy();
        try {
            channel.shutdownOutput();
            key.interestOps(SelectionKey.OP_READ);
        } catch (IOException gone) {
            release();
        }
    }

    private void discardInput() {
        try {
            if (channel.read(loop.transferBuffer()) < 0) {
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
        if (key.isValid()) {
            loop.release(key);
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

    @Override
    public void rekey(SelectionKey newKey) {
        key = newKey;
    }
}
