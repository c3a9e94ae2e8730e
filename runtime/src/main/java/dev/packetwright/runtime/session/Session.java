package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate;
import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.loop.Quietly;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The user's side of one connection. Extend {@link PacketSession} for packets, or this class for a protocol of your
 * own.
 *
 * <p>A {@link Listener} or {@link Connector} makes the session through its factory and then calls it back: {@link
 * #onConnected} first, then {@link #onReceived} and {@link #onSent}, {@link #onDisconnected} last and exactly once.
 * Callbacks run one at a time on the thread of the session's event loop. They never nest: a callback begins only after
 * the previous one has returned. A callback that throws ends its session, and no other.
 *
 * <p>All other methods may be called from any thread, including in callbacks, and do not block. A session is equal only
 * to itself.
 */
public abstract class Session {
    /** Completes at the end. It is also the lock for the three fields below, which saves an object. */
    private final CompletableFuture<Disconnect> disconnected = new CompletableFuture<>();

    /** The listeners for the end; null while there is none, because most idle sessions have none. */
    private @Nullable List<BiConsumer<? super Session, ? super Disconnect>> listeners;

    private boolean ended;
    private volatile boolean closedHere;
    private volatile @Nullable Connection connection;

    /** For subclasses: a session that is not connected yet. */
    protected Session() {}

    // ---- callbacks

    /** The session is connected, and nothing has been received yet. */
    protected void onConnected() {}

    /**
     * Bytes have been received. Bytes that are not consumed are presented again when more have been received. At most
     * {@link SessionOptions#maxReceivedPacketSize()} bytes may be left unconsumed.
     *
     * @param buffer contains the bytes, during this call only
     * @param offset the index of the first byte
     * @param length the number of bytes, at least 1
     * @return the number of bytes consumed, 0 to {@code length}
     */
    protected abstract int onReceived(byte[] buffer, int offset, int length);

    /**
     * Bytes have been passed to the operating system.
     *
     * @param bytes the number of bytes since the last call, at least 1
     */
    protected void onSent(long bytes) {}

    /**
     * The peer has been silent for another {@link SessionOptions#heartbeat()}. Send a heartbeat packet here if the
     * protocol has one.
     */
    protected void onIdle() {}

    /**
     * The listener is {@linkplain Listener#drain draining}, and the session will be closed soon. Send a last packet
     * here.
     */
    protected void onDraining() {}

    /**
     * The session has ended. This is the last callback; an exception is logged.
     *
     * @param disconnect the reason, and the number of unsent bytes
     */
    protected void onDisconnected(Disconnect disconnect) {}

    // ---- for any thread

    /**
     * Sends bytes without a header. Bytes are delivered in the order of the calls of each thread, completely or not at
     * all.
     *
     * @param bytes copied, so the array may change after this call
     * @return whether the bytes were accepted; false if the session is closing or has ended, or ends now with {@link
     *     DisconnectReason#SEND_QUEUE_FULL}
     * @throws IllegalStateException if the session is not connected yet
     */
    public final boolean send(byte[] bytes) {
        return connection().send(bytes);
    }

    /**
     * Closes the session gently: accepts no more sends, delivers nothing more, writes everything accepted before, ends
     * the stream, and waits for the peer to end its own. That takes at most {@link SessionOptions#closeTimeout()}. Has
     * no effect if the session is closing or has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final void close() {
        Connection current = connection();
        closedHere = true;
        current.close();
    }

    /**
     * Ends the session at once: drops unwritten bytes and resets the connection. Cuts a {@link #close()} short; has no
     * effect if the session has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final void abort() {
        Connection current = connection();
        closedHere = true;
        current.abort();
    }

    /** Whether the session is connected and is neither closing nor ended. */
    public final boolean isOpen() {
        Connection current = connection;
        return current != null && current.isOpen();
    }

    /**
     * The peer's address, also after the session has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final SocketAddress remoteAddress() {
        return connection().remoteAddress();
    }

    /**
     * The local address, also after the session has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final SocketAddress localAddress() {
        return connection().localAddress();
    }

    /**
     * The TLS session, with the peer's certificates, also after this session has ended; empty without TLS.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final Optional<SSLSession> tlsSession() {
        return connection().tlsSession();
    }

    /**
     * Completes after {@link #onDisconnected} and the listeners have returned. Dependent stages run on the loop's
     * thread unless they name an executor.
     */
    public final CompletionStage<Disconnect> disconnected() {
        return disconnected.minimalCompletionStage();
    }

    /**
     * Adds a listener for the end of the session. Use it to remove the session from collections, as groups do. The
     * listener is called once, after {@link #onDisconnected}, on the session's loop thread, with no lock held. An
     * exception is logged.
     *
     * @return false if the session has ended already; then the listener is not called
     */
    public final boolean addListener(BiConsumer<? super Session, ? super Disconnect> listener) {
        synchronized (disconnected) {
            if (ended) {
                return false;
            }
            if (listeners == null) {
                listeners = new ArrayList<>(1);
            }
            listeners.add(listener);
            return true;
        }
    }

    /** Removes a listener that was added once. Has no effect if it is not there. */
    public final void removeListener(BiConsumer<? super Session, ? super Disconnect> listener) {
        synchronized (disconnected) {
            if (listeners != null) {
                listeners.remove(listener);
            }
        }
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }

    // ---- for the connection

    final void bind(Connection newConnection) {
        synchronized (disconnected) {
            if (connection != null) {
                throw new IllegalStateException("the factory returned a session that had a connection already");
            }
            connection = newConnection;
        }
    }

    /** Returns the connection, or throws if there is none yet. */
    final Connection connection() {
        Connection current = connection;
        if (current == null) {
            throw new IllegalStateException("the session is not connected yet");
        }
        return current;
    }

    /** Whether the user has closed or aborted the session, even if it had ended or then ended for another reason. */
    final boolean isClosedHere() {
        return closedHere;
    }

    /** Makes the gate that the peer must pass; null if the session requires no admission. */
    @Nullable
    AdmissionGate newGate(SessionOptions options, long now) {
        return null;
    }

    /** Makes the receiver that calls this session back. */
    Receiver newReceiver(@Nullable AdmissionGate gate, ReceiveLimiter limiter, Worker worker) {
        return new RawReceiver(this, worker.options().maxReceivedPacketSize());
    }

    /** The peer has passed the gate. */
    void admitted() {}

    /** About a second has passed; the session is open. */
    void tick(Worker worker) {}

    final void end(Disconnect disconnect) {
        try {
            onDisconnected(disconnect);
        } catch (Throwable thrown) {
            Quietly.report("onDisconnected failed", thrown);
        }
        for (BiConsumer<? super Session, ? super Disconnect> listener : takeListeners()) {
            try {
                listener.accept(this, disconnect);
            } catch (Throwable thrown) {
                Quietly.report("a disconnect listener failed", thrown);
            }
        }
        disconnected.complete(disconnect);
    }

    private List<BiConsumer<? super Session, ? super Disconnect>> takeListeners() {
        synchronized (disconnected) {
            ended = true;
            List<BiConsumer<? super Session, ? super Disconnect>> taken = listeners == null ? List.of() : listeners;
            listeners = null;
            return taken;
        }
    }
}
