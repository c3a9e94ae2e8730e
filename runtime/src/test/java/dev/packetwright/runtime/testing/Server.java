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

/** A listener on a loopback port, which keeps the sessions that it creates. */
public final class Server<S extends RecordingSession> implements AutoCloseable {
    private final BlockingQueue<S> sessions = new LinkedBlockingQueue<>();
    private final Listener listener;

    private Server(InetSocketAddress address, ServerOptions options, Supplier<S> factory) {
        try {
            listener = Listener.open(address, options, () -> {
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
        return openAt(anyPort(), options, factory);
    }

    public static <S extends RecordingSession> Server<S> openAt(
            InetSocketAddress address, ServerOptions options, Supplier<S> factory) {
        return new Server<>(address, Wire.over(options), factory);
    }

    /** Opens a server with exactly these options. It uses TLS only if they contain it. */
    public static <S extends RecordingSession> Server<S> openExactly(ServerOptions options, Supplier<S> factory) {
        return new Server<>(anyPort(), options, factory);
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

    /** Waits for the session of the next connection, and until the session is connected. */
    public S next() {
        S session = Await.next(sessions);
        session.awaitConnected();
        return session;
    }

    /** The sessions that were created and not yet taken by {@link #next}. */
    public Collection<S> sessions() {
        return sessions;
    }

    @Override
    public void close() {
        listener.close();
    }
}
