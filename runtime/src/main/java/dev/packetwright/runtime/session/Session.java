package dev.packetwright.runtime.session;

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
 * One connection, as its user sees it. Extend {@link PacketSession} for packets, or this class for a protocol of your
 * own.
 *
 * <p>A {@link Listener} or {@link Connector} makes the session through its factory and then calls it back:
 * {@link #onConnected} first, then {@link #onReceived} and {@link #onSent} as things happen, {@link #onDisconnected}
 * last and exactly once. Callbacks run one at a time on the thread of the session's event loop, and never inside of one
 * another: whatever a callback does, another one begins only after it has returned. A callback that throws ends the
 * session, and no other.
 *
 * <p>All other methods may be called from any thread, in callbacks too, and do not block. Two sessions are equal only
 * if they are the same.
 */
public abstract class Session {
    private final CompletableFuture<Disconnect> disconnected = new CompletableFuture<>();

    /** Whom to tell of the end. It also is the lock that guards itself and the two below: one object less for each session. */
    private final List<BiConsumer<? super Session, ? super Disconnect>> listeners = new ArrayList<>(0);

    private boolean ended;
    private volatile @Nullable Connection connection;

    /** For subclasses: a session that is not connected yet. */
    protected Session() {}

    // ---- callbacks

    /** The session is connected; nothing has been received yet. */
    protected void onConnected() {}

    /**
     * Bytes have been received. Those that are not consumed are presented again, with more behind them; at most
     * {@link SessionOptions#maxReceivedPacketSize()} bytes may be left over.
     *
     * @param buffer holds the bytes, for as long as this call lasts
     * @param offset where they begin
     * @param length how many there are, at least 1
     * @return how many are consumed, 0 to {@code length}
     */
    protected abstract int onReceived(byte[] buffer, int offset, int length);

    /**
     * Bytes have been handed to the operating system.
     *
     * @param bytes how many, at least 1, since the last call
     */
    protected void onSent(long bytes) {}

    /**
     * The peer has been silent for {@link SessionOptions#heartbeat()}, or for as much longer again: the time
     * to send what the protocol has for it.
     */
    protected void onIdle() {}

    /** The listener is {@linkplain Listener#drain draining}: the session will be closed soon. A last word is due. */
    protected void onDraining() {}

    /**
     * The session has ended: the last callback. What it throws is logged.
     *
     * @param disconnect why, and what could not be sent
     */
    protected void onDisconnected(Disconnect disconnect) {}

    // ---- for any thread

    /**
     * Sends bytes as they are. They are delivered in the order of the calls that one thread makes, whole or not at all.
     *
     * @param bytes copied, so they may change once this returns
     * @return whether they were accepted; false if the session is closing or has ended, or ends by this as
     *     {@link DisconnectReason#SEND_QUEUE_FULL}
     * @throws IllegalStateException if the session is not connected yet
     */
    public final boolean send(byte[] bytes) {
        return connection().send(bytes);
    }

    /**
     * Closes the session in good order: accepts nothing more to send and hands on nothing more that is received,
     * writes what was accepted, ends the stream, and waits for the peer to end its own. All of it takes at most
     * {@link SessionOptions#closeTimeout()}. Does nothing if the session is closing or has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final void close() {
        connection().close();
    }

    /**
     * Ends the session at once: drops what is not written yet and resets the connection. Cuts a {@link #close()} short;
     * does nothing if the session has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final void abort() {
        connection().abort();
    }

    /** Whether the session is connected, and neither closing nor ended. */
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
     * The address at this end, also after the session has ended.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final SocketAddress localAddress() {
        return connection().localAddress();
    }

    /**
     * What TLS has agreed on with the peer, its certificates among it, also after the session has ended; empty if the
     * session has no TLS.
     *
     * @throws IllegalStateException if the session is not connected yet
     */
    public final Optional<SSLSession> tlsSession() {
        return connection().tlsSession();
    }

    /**
     * Completes when {@link #onDisconnected} has returned and the listeners have been told. What depends on it runs on
     * the loop's thread, unless it says otherwise.
     */
    public final CompletionStage<Disconnect> disconnected() {
        return disconnected.minimalCompletionStage();
    }

    /**
     * Has the listener told when the session has ended, after {@link #onDisconnected} has returned: what keeps sessions,
     * as groups do, lets go of them by it. It is called once, on the session's loop thread, with no lock held. What it
     * throws is logged.
     *
     * @return false if the session has ended already; the listener will not be called then
     */
    public final boolean addListener(BiConsumer<? super Session, ? super Disconnect> listener) {
        synchronized (listeners) {
            if (!ended) {
                listeners.add(listener);
            }
            return !ended;
        }
    }

    /** Takes back one {@link #addListener}. Does nothing if that listener is not there. */
    public final void removeListener(BiConsumer<? super Session, ? super Disconnect> listener) {
        synchronized (listeners) {
            listeners.remove(listener);
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
        synchronized (listeners) {
            if (connection != null) {
                throw new IllegalStateException("the factory returned a session that had a connection already");
            }
            connection = newConnection;
        }
    }

    /** The connection, once there is one. */
    final Connection connection() {
        Connection current = connection;
        if (current == null) {
            throw new IllegalStateException("the session is not connected yet");
        }
        return current;
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
        synchronized (listeners) {
            ended = true;
            List<BiConsumer<? super Session, ? super Disconnect>> taken = List.copyOf(listeners);
            listeners.clear();
            return taken;
        }
    }
}
