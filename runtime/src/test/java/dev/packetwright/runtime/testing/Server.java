package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A listener on a loopback port that keeps the sessions it makes. */
public final class Server<S extends RecordingSession> implements AutoCloseable {
    private final BlockingQueue<S> sessions = new LinkedBlockingQueue<>();
    private final Listener listener;

    private Server(ServerOptions options, Supplier<S> factory) {
        try {
            listener = Listener.open(anyPort(), options, () -> {
                S session = factory.get();
                sessions.add(session);
                return session;
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static <S extends RecordingSession> Server<S> open(Supplier<S> factory) {
        return open(ServerOptions.defaults(), factory);
    }

    public static <S extends RecordingSession> Server<S> open(ServerOptions options, Supplier<S> factory) {
        return new Server<>(Wire.over(options), factory);
    }

    /** With TLS only if these options say so. */
    public static <S extends RecordingSession> Server<S> openExactly(ServerOptions options, Supplier<S> factory) {
        return new Server<>(options, factory);
    }

    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public InetSocketAddress address() {
        return listener.localAddress();
    }

    public Listener listener() {
        return listener;
    }

    /** The session of the next connection, connected. */
    public S next() {
        S session = Await.next(sessions);
        session.awaitConnected();
        return session;
    }

    /** The sessions that have been made and not been taken by {@link #next}. */
    public Collection<S> sessions() {
        return sessions;
    }

    @Override
    public void close() {
        listener.close();
    }
}
