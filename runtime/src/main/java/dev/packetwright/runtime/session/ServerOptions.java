package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopGroup;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a {@link Listener} serves. Start from {@link #defaults()} and change what you need with the {@code with…}
 * methods; each returns a new value.
 *
 * @param session the options of each accepted session
 * @param loops how many event loops, and so threads, share the sessions, 1 to 1,024
 * @param backlog how many connections the operating system may hold that are not accepted yet, 1 to 65,535; it may
 *     allow fewer
 * @param maxConnections how many connections there may be, 1 to 1,000,000; a further one is reset and counted as
 *     {@link DisconnectReason#TOO_MANY_CONNECTIONS}
 * @param acceptsPerSecond how many connections are accepted in a second, 1 to 1,000,000. Nobody is refused by this: the
 *     others wait in the backlog
 * @param maxConnectionsPerAddress how many connections one address may have, 1 to 1,000,000; a further one is reset and
 *     counted as {@link DisconnectReason#TOO_MANY_FROM_ADDRESS}. Of an IPv6 address the first 64 bits count, here and
 *     below, as one household has all the others
 * @param connectRatePerAddress how many new connections one address may have; a further one is reset and counted as
 *     {@link DisconnectReason#ADDRESS_RATE_EXCEEDED}
 * @param exemptAddresses those that the two limits per address do not hold for, such as a proxy's that everybody comes
 *     from. Called on the thread of the listener's first event loop
 * @param shutdownLimit how long {@link Listener#close()} lets sessions flush before it aborts them, 1 ms to 1 day
 * @param tls how connections are secured, if they are
 */
public record ServerOptions(
        SessionOptions session,
        int loops,
        int backlog,
        int maxConnections,
        int acceptsPerSecond,
        int maxConnectionsPerAddress,
        RateLimit connectRatePerAddress,
        Predicate<InetAddress> exemptAddresses,
        Duration shutdownLimit,
        Optional<TlsOptions> tls) {
    private static final int MILLION = 1_000_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public ServerOptions {
        Objects.requireNonNull(session, "session");
        OptionRange.check("loops", loops, 1, LoopGroup.MAX_LOOPS);
        OptionRange.check("backlog", backlog, 1, 65_535);
        OptionRange.check("maxConnections", maxConnections, 1, MILLION);
        OptionRange.check("acceptsPerSecond", acceptsPerSecond, 1, MILLION);
        OptionRange.check("maxConnectionsPerAddress", maxConnectionsPerAddress, 1, MILLION);
        Objects.requireNonNull(connectRatePerAddress, "connectRatePerAddress");
        Objects.requireNonNull(exemptAddresses, "exemptAddresses");
        OptionRange.check("shutdownLimit", shutdownLimit);
        Objects.requireNonNull(tls, "tls");
    }

    /**
     * {@link SessionOptions#forListener()}, a loop for every two processors, a backlog of 1,024, 10,000 connections,
     * 200 accepts a second, 5 s to shut down, and no TLS. For one address, loopback excepted, 64 connections, as many players
     * may sit behind one router, and 20 new ones a second with a burst of 64, so that all of them may come back at once.
     */
    public static ServerOptions defaults() {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new ServerOptions(
                SessionOptions.forListener(),
                loops,
                1024,
                10_000,
                200,
                64,
                RateLimit.of(20, 64),
                InetAddress::isLoopbackAddress,
                Duration.ofSeconds(5),
                Optional.empty());
    }

    /** These options with another {@link #session()}. */
    public ServerOptions withSession(SessionOptions options) {
        return new ServerOptions(
                options,
                loops,
                backlog,
                maxConnections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                shutdownLimit,
                tls);
    }

    /** These options with another number of {@link #loops()}. */
    public ServerOptions withLoops(int count) {
        return new ServerOptions(
                session,
                count,
                backlog,
                maxConnections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                shutdownLimit,
                tls);
    }

    /** These options with another {@link #backlog()}. */
    public ServerOptions withBacklog(int connections) {
        return new ServerOptions(
                session,
                loops,
                connections,
                maxConnections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                shutdownLimit,
                tls);
    }

    /** These options with other {@link #maxConnections()}. */
    public ServerOptions withMaxConnections(int connections) {
        return new ServerOptions(
                session,
                loops,
                backlog,
                connections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                shutdownLimit,
                tls);
    }

    /** These options with other {@link #acceptsPerSecond()}. */
    public ServerOptions withAcceptsPerSecond(int accepts) {
        return new ServerOptions(
                session,
                loops,
                backlog,
                maxConnections,
                accepts,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                shutdownLimit,
                tls);
    }

    /** These options with other {@link #maxConnectionsPerAddress()} and {@link #connectRatePerAddress()}. */
    public ServerOptions withPerAddress(int connections, RateLimit newConnections) {
        return new ServerOptions(
                session,
                loops,
                backlog,
                maxConnections,
                acceptsPerSecond,
                connections,
                newConnections,
                exemptAddresses,
                shutdownLimit,
                tls);
    }

    /** These options with other {@link #exemptAddresses()}. */
    public ServerOptions withExemptAddresses(Predicate<InetAddress> addresses) {
        return new ServerOptions(
                session,
                loops,
                backlog,
                maxConnections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                addresses,
                shutdownLimit,
                tls);
    }

    /** These options with another {@link #shutdownLimit()}. */
    public ServerOptions withShutdownLimit(Duration limit) {
        return new ServerOptions(
                session,
                loops,
                backlog,
                maxConnections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                limit,
                tls);
    }

    /** These options with {@link #tls()}. */
    public ServerOptions withTls(TlsOptions options) {
        return new ServerOptions(
                session,
                loops,
                backlog,
                maxConnections,
                acceptsPerSecond,
                maxConnectionsPerAddress,
                connectRatePerAddress,
                exemptAddresses,
                shutdownLimit,
                Optional.of(options));
    }
}
