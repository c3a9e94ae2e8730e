package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopGroup;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The options of a {@link Listener}. Start from {@link #defaults()} and change single options with the {@code with…}
 * methods. Each returns new options, or throws an {@link IllegalArgumentException} that names an option whose value is
 * out of range. Options are equal if all their values are equal. Safe for use by many threads.
 */
public final class ServerOptions {
    private static final int MILLION = 1_000_000;

    private final Draft values;

    private ServerOptions(Draft values) {
        this.values = values.checked();
    }

    /** The values, one line for each option. A draft changes only before it becomes part of its options. */
    private static final class Draft implements Cloneable {
        SessionOptions session = SessionOptions.forListener();
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        int backlog = 1024;
        int maxConnections = 10_000;
        int acceptsPerSecond = 200;
        int maxConnectionsPerAddress = 64;
        RateLimit connectRatePerAddress = RateLimit.of(20, 64);
        Predicate<InetAddress> exemptAddresses = InetAddress::isLoopbackAddress;
        Predicate<InetAddress> proxies = ServerOptions::isNobody;
        Duration proxyHeaderTimeout = Duration.ofSeconds(5);
        Duration shutdownLimit = Duration.ofSeconds(5);
        Optional<TlsOptions> tls = Optional.empty();
        Optional<WebSocketOptions> webSocket = Optional.empty();

        Draft checked() {
            Objects.requireNonNull(session, "session");
            OptionRange.check("loops", loops, 1, LoopGroup.MAX_LOOPS);
            OptionRange.check("backlog", backlog, 1, 65_535);
            OptionRange.check("maxConnections", maxConnections, 1, MILLION);
            OptionRange.check("acceptsPerSecond", acceptsPerSecond, 1, MILLION);
            OptionRange.check("maxConnectionsPerAddress", maxConnectionsPerAddress, 1, MILLION);
            Objects.requireNonNull(connectRatePerAddress, "connectRatePerAddress");
            Objects.requireNonNull(exemptAddresses, "exemptAddresses");
            Objects.requireNonNull(proxies, "proxies");
            OptionRange.check("proxyHeaderTimeout", proxyHeaderTimeout);
            OptionRange.check("shutdownLimit", shutdownLimit);
            webSocket.ifPresent(options -> options.check(session));
            return this;
        }

        Map<String, Object> byName() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("session", session);
            values.put("loops", loops);
            values.put("backlog", backlog);
            values.put("maxConnections", maxConnections);
            values.put("acceptsPerSecond", acceptsPerSecond);
            values.put("maxConnectionsPerAddress", maxConnectionsPerAddress);
            values.put("connectRatePerAddress", connectRatePerAddress);
            values.put("exemptAddresses", exemptAddresses);
            values.put("proxies", proxies);
            values.put("proxyHeaderTimeout", proxyHeaderTimeout);
            values.put("shutdownLimit", shutdownLimit);
            values.put("tls", tls);
            values.put("webSocket", webSocket);
            return values;
        }

        @Override
        protected Draft clone() {
            try {
                return (Draft) super.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static boolean isNobody(InetAddress address) {
        return false;
    }

    private ServerOptions with(Consumer<Draft> change) {
        Draft changed = values.clone();
        change.accept(changed);
        return new ServerOptions(changed);
    }

    /**
     * {@link SessionOptions#forListener()}, one loop for every two processors, a backlog of 1,024, 10,000 connections,
     * 200 accepts per second, 5 s to shut down, no proxies, no TLS, and no WebSocket.
     *
     * <p>One address other than loopback may have 64 connections, because many players may share one router, and 20
     * new ones per second with a burst of 64, so that all of them can reconnect at once.
     */
    public static ServerOptions defaults() {
        return new ServerOptions(new Draft());
    }

    /** The options of each accepted session. */
    public SessionOptions session() {
        return values.session;
    }

    /** These options with another {@link #session()}. */
    public ServerOptions withSession(SessionOptions options) {
        return with(draft -> draft.session = options);
    }

    /** The number of event loops that share the sessions, 1 to 1,024. Each loop has one thread. */
    public int loops() {
        return values.loops;
    }

    /** These options with another number of {@link #loops()}. */
    public ServerOptions withLoops(int count) {
        return with(draft -> draft.loops = count);
    }

    /**
     * The number of connections that the operating system may hold before they are accepted, 1 to 65,535. The operating
     * system may allow fewer.
     */
    public int backlog() {
        return values.backlog;
    }

    /** These options with another {@link #backlog()}. */
    public ServerOptions withBacklog(int connections) {
        return with(draft -> draft.backlog = connections);
    }

    /**
     * The largest number of connections, 1 to 1,000,000. A further connection is reset and counted as
     * {@link DisconnectReason#TOO_MANY_CONNECTIONS}.
     */
    public int maxConnections() {
        return values.maxConnections;
    }

    /** These options with another {@link #maxConnections()}. */
    public ServerOptions withMaxConnections(int connections) {
        return with(draft -> draft.maxConnections = connections);
    }

    /**
     * The largest number of connections that are accepted per second, 1 to 1,000,000. This limit refuses no connection:
     * the others wait in the backlog.
     */
    public int acceptsPerSecond() {
        return values.acceptsPerSecond;
    }

    /** These options with another {@link #acceptsPerSecond()}. */
    public ServerOptions withAcceptsPerSecond(int accepts) {
        return with(draft -> draft.acceptsPerSecond = accepts);
    }

    /**
     * The largest number of connections from one address, 1 to 1,000,000. A further connection is reset and counted as
     * {@link DisconnectReason#TOO_MANY_FROM_ADDRESS}. IPv6 addresses that agree in their first 64 bits count as one
     * address, here and in {@link #connectRatePerAddress()}, because one household usually has all of them.
     */
    public int maxConnectionsPerAddress() {
        return values.maxConnectionsPerAddress;
    }

    /**
     * The rate of new connections from one address. A further connection is reset and counted as
     * {@link DisconnectReason#ADDRESS_RATE_EXCEEDED}.
     */
    public RateLimit connectRatePerAddress() {
        return values.connectRatePerAddress;
    }

    /** These options with another {@link #maxConnectionsPerAddress()} and {@link #connectRatePerAddress()}. */
    public ServerOptions withPerAddress(int connections, RateLimit newConnections) {
        return with(draft -> {
            draft.maxConnectionsPerAddress = connections;
            draft.connectRatePerAddress = newConnections;
        });
    }

    /**
     * The addresses that are exempt from both limits per address, such as the address of a proxy that does not tell the
     * addresses of its clients. For clients behind one of the {@link #proxies()}, their own addresses count. The
     * listener calls the predicate on the threads of its event loops, several at once if there are proxies.
     */
    public Predicate<InetAddress> exemptAddresses() {
        return values.exemptAddresses;
    }

    /** These options with other {@link #exemptAddresses()}. */
    public ServerOptions withExemptAddresses(Predicate<InetAddress> addresses) {
        return with(draft -> draft.exemptAddresses = addresses);
    }

    /**
     * The addresses of the proxies and load balancers that send a header of the PROXY protocol, version 2; by default
     * none. Each connection from one of them must begin with such a header, before TLS or packets. The address in it is
     * the address of the client: {@link Session#remoteAddress()}, the limits per address, logs and flight recordings
     * show it. If the header has none, because the proxy itself connects to check the server, the address of the proxy
     * is used, and only the limits per address do not apply. Connections from other addresses are served as usual, and a
     * header is malformed input there.
     *
     * <p>Name only addresses that no client can use: who connects from them chooses the address that it has here.
     */
    public Predicate<InetAddress> proxies() {
        return values.proxies;
    }

    /**
     * These options with other {@link #proxies()}. The listener calls the predicate on the thread of its first event
     * loop.
     */
    public ServerOptions withProxyProtocolFrom(Predicate<InetAddress> proxies) {
        return with(draft -> draft.proxies = proxies);
    }

    /** The time within which a proxy must send the header of a connection, 1 ms to 1 day. */
    public Duration proxyHeaderTimeout() {
        return values.proxyHeaderTimeout;
    }

    /** These options with another {@link #proxyHeaderTimeout()}. */
    public ServerOptions withProxyHeaderTimeout(Duration timeout) {
        return with(draft -> draft.proxyHeaderTimeout = timeout);
    }

    /** The time for which {@link Listener#close()} lets sessions flush before it aborts them, 1 ms to 1 day. */
    public Duration shutdownLimit() {
        return values.shutdownLimit;
    }

    /** These options with another {@link #shutdownLimit()}. */
    public ServerOptions withShutdownLimit(Duration limit) {
        return with(draft -> draft.shutdownLimit = limit);
    }

    /** The options of TLS; without them, connections are not secured. */
    public Optional<TlsOptions> tls() {
        return values.tls;
    }

    /** These options with {@link #tls()}. */
    public ServerOptions withTls(TlsOptions options) {
        return with(draft -> draft.tls = Optional.of(options));
    }

    /** The options of WebSocket; without them, connections carry packets directly over TCP or TLS. */
    public Optional<WebSocketOptions> webSocket() {
        return values.webSocket;
    }

    /**
     * These options with {@link #webSocket()}: connections carry packets in messages of WebSocket, with {@link #tls()} under
     * it if there is TLS ({@code wss}).
     */
    public ServerOptions withWebSocket(WebSocketOptions options) {
        return with(draft -> draft.webSocket = Optional.of(options));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerOptions same && values.byName().equals(same.values.byName());
    }

    @Override
    public int hashCode() {
        return values.byName().hashCode();
    }

    /** All options with their names. */
    @Override
    public String toString() {
        return "ServerOptions" + values.byName();
    }
}
