package dev.packetwright.runtime.session;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
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
    private final EventLoop loop;
    private final SelectionKey key;
    private final SocketChannel channel;
    private final TlsTransport transport;
    private final LoopTimer timer;
    private final Duration timeout;
    private final Consumer<Transport> onDone;
    private final Consumer<IOException> onFailed;
    private boolean failed;

    private Handshake(
            EventLoop loop,
            SelectionKey key,
            SSLEngine engine,
            Duration timeout,
            Consumer<Transport> onDone,
            Consumer<IOException> onFailed) {
        this.loop = loop;
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.transport = new TlsTransport(loop, channel, engine);
        this.timer = loop.runAfter(timeout, this::timeOut);
        this.timeout = timeout;
        this.onDone = onDone;
        this.onFailed = onFailed;
    }

    /**
     * Begins on a connected channel that is registered with the loop. One of the two is called, on the loop's thread.
     *
     * @param onDone takes over the key and the transport
     * @param onFailed only takes notice: the key is released here
     */
    static void start(
            EventLoop loop,
            SelectionKey key,
            SSLEngine engine,
            Duration timeout,
            Consumer<Transport> onDone,
            Consumer<IOException> onFailed)
            throws IOException {
        engine.beginHandshake();
        var handshake = new Handshake(loop, key, engine, timeout, onDone, onFailed);
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
        onDone.accept(transport);
    }

    private void fail(IOException failure) {
        failed = true;
        onFailed.accept(failure);
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
            onFailed.accept(failure);
        }
        release();
    }

    private void release() {
        timer.cancel();
        loop.release(key);
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
