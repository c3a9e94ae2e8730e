package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopGroup;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link Connector} connects. Start from {@link #defaults()} and change what you need with the {@code with…}
 * methods; each returns a new value.
 *
 * @param session the options of each connected session
 * @param loops how many event loops, and so threads, share the sessions, 1 to 1,024
 * @param connectTimeout how long one attempt to connect may take, without the TLS handshake, 1 ms to 1 day
 * @param shutdownLimit how long {@link Connector#close()} lets sessions flush before it aborts them, 1 ms to 1 day
 * @param tls how connections are secured, if they are
 */
public record ConnectorOptions(
        SessionOptions session, int loops, Duration connectTimeout, Duration shutdownLimit, Optional<TlsOptions> tls) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public ConnectorOptions {
        Objects.requireNonNull(session, "session");
        OptionRange.check("loops", loops, 1, LoopGroup.MAX_LOOPS);
        OptionRange.check("connectTimeout", connectTimeout);
        OptionRange.check("shutdownLimit", shutdownLimit);
        Objects.requireNonNull(tls, "tls");
    }

    /** {@link SessionOptions#forConnector()}, one loop, 10 s to connect, 5 s to shut down, and no TLS. */
    public static ConnectorOptions defaults() {
        return new ConnectorOptions(
                SessionOptions.forConnector(), 1, Duration.ofSeconds(10), Duration.ofSeconds(5), Optional.empty());
    }

    /** These options with another {@link #session()}. */
    public ConnectorOptions withSession(SessionOptions options) {
        return new ConnectorOptions(options, loops, connectTimeout, shutdownLimit, tls);
    }

    /** These options with another number of {@link #loops()}. */
    public ConnectorOptions withLoops(int count) {
        return new ConnectorOptions(session, count, connectTimeout, shutdownLimit, tls);
    }

    /** These options with another {@link #connectTimeout()}. */
    public ConnectorOptions withConnectTimeout(Duration timeout) {
        return new ConnectorOptions(session, loops, timeout, shutdownLimit, tls);
    }

    /** These options with another {@link #shutdownLimit()}. */
    public ConnectorOptions withShutdownLimit(Duration limit) {
        return new ConnectorOptions(session, loops, connectTimeout, limit, tls);
    }

    /** These options with {@link #tls()}. */
    public ConnectorOptions withTls(TlsOptions options) {
        return new ConnectorOptions(session, loops, connectTimeout, shutdownLimit, Optional.of(options));
    }
}
