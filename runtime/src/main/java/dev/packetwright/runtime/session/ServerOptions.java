package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link Listener} serves. Start from {@link #defaults()} and change what you need with the {@code with…}
 * methods; each returns a new value.
 *
 * @param session the options of each accepted session
 * @param loops how many event loops, and so threads, share the sessions, 1 to 1,024
 * @param backlog how many connections the operating system may hold that are not accepted yet, 1 to 65,535; it may
 *     allow fewer
 * @param shutdownLimit how long {@link Listener#close()} lets sessions flush before it aborts them, 1 ms to 1 day
 * @param tls how connections are secured, if they are
 */
public record ServerOptions(
        SessionOptions session, int loops, int backlog, Duration shutdownLimit, Optional<TlsOptions> tls) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public ServerOptions {
        Objects.requireNonNull(session, "session");
        OptionRange.check("loops", loops, 1, LoopGroup.MAX_LOOPS);
        OptionRange.check("backlog", backlog, 1, 65_535);
        OptionRange.check("shutdownLimit", shutdownLimit);
        Objects.requireNonNull(tls, "tls");
    }

    /**
     * {@link SessionOptions#forListener()}, a loop for every two processors, a backlog of 1,024, 5 s to shut down, and no
     * TLS.
     */
    public static ServerOptions defaults() {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new ServerOptions(SessionOptions.forListener(), loops, 1024, Duration.ofSeconds(5), Optional.empty());
    }

    /** These options with another {@link #session()}. */
    public ServerOptions withSession(SessionOptions options) {
        return new ServerOptions(options, loops, backlog, shutdownLimit, tls);
    }

    /** These options with another number of {@link #loops()}. */
    public ServerOptions withLoops(int count) {
        return new ServerOptions(session, count, backlog, shutdownLimit, tls);
    }

    /** These options with another {@link #backlog()}. */
    public ServerOptions withBacklog(int connections) {
        return new ServerOptions(session, loops, connections, shutdownLimit, tls);
    }

    /** These options with another {@link #shutdownLimit()}. */
    public ServerOptions withShutdownLimit(Duration limit) {
        return new ServerOptions(session, loops, backlog, limit, tls);
    }

    /** These options with {@link #tls()}. */
    public ServerOptions withTls(TlsOptions options) {
        return new ServerOptions(session, loops, backlog, shutdownLimit, Optional.of(options));
    }
}
