package dev.packetwright.runtime.session;

import dev.packetwright.runtime.websocket.HandshakeRules;
import dev.packetwright.runtime.websocket.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of WebSocket (RFC 6455). Start from {@link #defaults()} and change single options with the {@code with…}
 * methods. Each returns new options. Options are equal if all their values are equal. Safe for use by many threads.
 *
 * <p>The session under a connection is the same as over TCP. Each binary message of the peer holds one or more whole
 * packets with their headers, 64 KiB at most. Text is refused, and extensions are declined. A request that is not
 * acceptable is answered with an error of HTTP and counted as {@link DisconnectReason#WEBSOCKET_INVALID}; it has no
 * session. A request has at most 8 KiB.
 *
 * @param path the path of the address, without a query, for example {@code /game}. A query is ignored
 * @param origins the origins of the web pages that may connect, for example {@code https://example.org}; empty if all
 *     may. Browsers let every page connect to every server, so that the server must decide
 * @param originRequired whether a request that names no origin is refused. Browsers always name it, others may name any
 * @param protocol the {@code FINGERPRINT} of the protocol that the client must offer, as the sub-protocol {@code pw.}
 *     with 16 hexadecimal digits; empty if no sub-protocol is agreed
 * @param pingInterval the time between two pings, zero or 1 ms to 1 day; zero turns them off. Proxies may end connections
 *     that are silent. Answers count for {@link SessionOptions#idleTimeout()}, which ends a peer that gives none
 * @param handshakeTimeout the time within which the request must be complete, 1 ms to 1 day. Under TLS, it begins after
 *     the handshake of TLS
 * @param tcpOnSamePort whether the listener also takes clients that send packets over TCP
 */
public record WebSocketOptions(
        String path,
        Optional<Set<String>> origins,
        boolean originRequired,
        OptionalLong protocol,
        Duration pingInterval,
        Duration handshakeTimeout,
        boolean tcpOnSamePort) {
    /** The size that a packet would declare whose first bytes are {@code GE}, as those of a request. */
    private static final int SIZE_OF_REQUEST = 'G' | 'E' << 8;

    /**
     * Checks the values, and puts origins in the form in which browsers send them.
     *
     * @throws IllegalArgumentException if a value is out of its range, or is no path or origin
     */
    public WebSocketOptions {
        if (!path.matches("/[!\"$-&(->@-~']*")) {
            throw new IllegalArgumentException("path is '" + path + "', not a path such as /game, without a query");
        }
        origins = origins.map(WebSocketOptions::normalised);
        OptionRange.checkOrZero("pingInterval", pingInterval);
        OptionRange.check("handshakeTimeout", handshakeTimeout);
    }

    private static Set<String> normalised(Set<String> origins) {
        Set<String> normalised = new TreeSet<>();
        origins.forEach(origin -> normalised.add(Origin.normalise(origin)));
        return Set.copyOf(normalised);
    }

    /**
     * The path {@code /}, no web pages but all other clients, no sub-protocol, a ping every 30 s, 5 s for the request, and
     * a port for WebSocket alone.
     */
    public static WebSocketOptions defaults() {
        return new WebSocketOptions(
                "/",
                Optional.of(Set.of()),
                false,
                OptionalLong.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                false);
    }

    /** These options with another {@link #path()}. */
    public WebSocketOptions withPath(String newPath) {
        return new WebSocketOptions(
                newPath, origins, originRequired, protocol, pingInterval, handshakeTimeout, tcpOnSamePort);
    }

    /**
     * These options with other {@link #origins()}.
     *
     * @throws IllegalArgumentException if one is not a scheme and a host, and a port if it is an unusual one
     */
    public WebSocketOptions withOrigins(Collection<String> allowed) {
        return new WebSocketOptions(
                path,
                Optional.of(Set.copyOf(allowed)),
                originRequired,
                protocol,
                pingInterval,
                handshakeTimeout,
                tcpOnSamePort);
    }

    /**
     * These options, for pages of all origins. Choose this only if a connection has no rights before it has sent a token
     * in its first packet: every page on the web can connect with the browsers of your users, and with their cookies.
     */
    public WebSocketOptions withAnyOrigin() {
        return new WebSocketOptions(
                path, Optional.empty(), originRequired, protocol, pingInterval, handshakeTimeout, tcpOnSamePort);
    }

    /** These options, but a request that names no origin is refused. */
    public WebSocketOptions withOriginRequired() {
        return new WebSocketOptions(path, origins, true, protocol, pingInterval, handshakeTimeout, tcpOnSamePort);
    }

    /**
     * These options with a {@link #protocol()}. Clients of another one are refused with a readable answer.
     *
     * @param fingerprint {@code Protocol.FINGERPRINT}
     */
    public WebSocketOptions withProtocol(long fingerprint) {
        return new WebSocketOptions(
                path,
                origins,
                originRequired,
                OptionalLong.of(fingerprint),
                pingInterval,
                handshakeTimeout,
                tcpOnSamePort);
    }

    /** These options with another {@link #pingInterval()}. */
    public WebSocketOptions withPingInterval(Duration interval) {
        return new WebSocketOptions(path, origins, originRequired, protocol, interval, handshakeTimeout, tcpOnSamePort);
    }

    /** These options with another {@link #handshakeTimeout()}. */
    public WebSocketOptions withHandshakeTimeout(Duration timeout) {
        return new WebSocketOptions(path, origins, originRequired, protocol, pingInterval, timeout, tcpOnSamePort);
    }

    /**
     * These options, but clients may also send packets over TCP to the same port. The first two bytes tell which: those of
     * a request declare a packet of 17,735 bytes. The listener is refused if a packet may be that large. Its sessions are
     * {@link PacketSession}s, and a client over TCP must send something first, within {@link #handshakeTimeout()}.
     */
    public WebSocketOptions withTcpOnSamePort() {
        return new WebSocketOptions(path, origins, originRequired, protocol, pingInterval, handshakeTimeout, true);
    }

    HandshakeRules rules() {
        Optional<String> name = protocol.isPresent()
                ? Optional.of(String.format(Locale.ROOT, "pw.%016x", protocol.getAsLong()))
                : Optional.empty();
        return new HandshakeRules(path, origins, originRequired, name, handshakeTimeout, tcpOnSamePort);
    }

    /** Checks that these options fit to those of the sessions. */
    void check(SessionOptions session) {
        if (tcpOnSamePort && session.maxReceivedPacketSize() >= SIZE_OF_REQUEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "maxReceivedPacketSize is %,d: with %,d or more, the beginning of a packet may look like a request for "
                            + "WebSocket. Lower it, or use another port instead of withTcpOnSamePort",
                    session.maxReceivedPacketSize(),
                    SIZE_OF_REQUEST));
        }
    }
}
