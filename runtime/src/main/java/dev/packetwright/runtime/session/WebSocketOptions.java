package dev.packetwright.runtime.session;

import dev.packetwright.runtime.websocket.HandshakeRules;
import dev.packetwright.runtime.websocket.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The options of WebSocket (RFC 6455). Start from {@link #defaults()} and change single options with the {@code with…}
 * methods. Each returns new options, or throws an {@link IllegalArgumentException} that names an option whose value is out
 * of range. Options are equal if all their values are equal. Safe for use by many threads.
 *
 * <p>The session under a connection is the same as over TCP. Each binary message of the peer holds one or more whole
 * packets with their headers, 64 KiB at most. Text is refused, and extensions are declined. A request that is not
 * acceptable is answered with an error of HTTP and counted as {@link DisconnectReason#WEBSOCKET_INVALID}; it has no
 * session. A request has at most 8 KiB.
 */
public final class WebSocketOptions {
    /** The size that a packet would declare whose first bytes are {@code GE}, as those of a request. */
    private static final int SIZE_OF_REQUEST = 'G' | 'E' << 8;

    private final Draft values;

    private WebSocketOptions(Draft values) {
        this.values = values.checked();
    }

    /** The values, one line for each option. A draft changes only before it becomes part of its options. */
    private static final class Draft implements Cloneable {
        String path = "/";
        Optional<Set<String>> origins = Optional.of(Set.of());
        boolean originRequired;
        OptionalLong protocol = OptionalLong.empty();
        Duration pingInterval = Duration.ofSeconds(30);
        Duration handshakeTimeout = Duration.ofSeconds(5);
        boolean tcpOnSamePort;

        Draft checked() {
            if (!path.matches("/[!\"$-&(->@-~']*")) {
                throw new IllegalArgumentException("path is '" + path + "', not a path such as /game, without a query");
            }
            OptionRange.checkOrZero("pingInterval", pingInterval);
            OptionRange.check("handshakeTimeout", handshakeTimeout);
            return this;
        }

        Map<String, Object> byName() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("path", path);
            values.put("origins", origins);
            values.put("originRequired", originRequired);
            values.put("protocol", protocol);
            values.put("pingInterval", pingInterval);
            values.put("handshakeTimeout", handshakeTimeout);
            values.put("tcpOnSamePort", tcpOnSamePort);
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

    private WebSocketOptions with(Consumer<Draft> change) {
        Draft changed = values.clone();
        change.accept(changed);
        return new WebSocketOptions(changed);
    }

    /**
     * The path {@code /}, no web pages but all other clients, no sub-protocol, a ping every 30 s, 5 s for the request, and
     * a port for WebSocket alone.
     */
    public static WebSocketOptions defaults() {
        return new WebSocketOptions(new Draft());
    }

    /** The path of the address, without a query, for example {@code /game}. A query is ignored. */
    public String path() {
        return values.path;
    }

    /** These options with another {@link #path()}. */
    public WebSocketOptions withPath(String path) {
        return with(draft -> draft.path = path);
    }

    /**
     * The origins of the web pages that may connect, for example {@code https://example.org}; empty if all may. Browsers
     * let every page connect to every server, so that the server must decide.
     */
    public Optional<Set<String>> origins() {
        return values.origins;
    }

    /**
     * These options with other {@link #origins()}. Scheme, host and port must agree; upper case and the usual port of a
     * scheme make no difference.
     *
     * @throws IllegalArgumentException if one is not a scheme and a host, and a port if it is an unusual one
     */
    public WebSocketOptions withOrigins(Collection<String> allowed) {
        Set<String> normalised = allowed.stream().map(Origin::normalise).collect(Collectors.toUnmodifiableSet());
        return with(draft -> draft.origins = Optional.of(normalised));
    }

    /**
     * These options, for pages of all origins. Choose this only if a connection has no rights before it has sent a token
     * in its first packet: every page on the web can connect with the browsers of your users.
     */
    public WebSocketOptions withAnyOrigin() {
        return with(draft -> draft.origins = Optional.empty());
    }

    /** Whether a request that names no origin is refused. Browsers always name it; other clients may name any. */
    public boolean originRequired() {
        return values.originRequired;
    }

    /** These options, but a request that names no origin is refused. */
    public WebSocketOptions withOriginRequired() {
        return with(draft -> draft.originRequired = true);
    }

    /**
     * The {@code FINGERPRINT} of the protocol that the client must offer, as the sub-protocol {@code pw.} with 16
     * hexadecimal digits, for example {@code pw.00c0ffee00c0ffee}; empty if no sub-protocol is agreed.
     */
    public OptionalLong protocol() {
        return values.protocol;
    }

    /**
     * These options with a {@link #protocol()}. Clients of another one are refused with a readable answer.
     *
     * @param fingerprint {@code Protocol.FINGERPRINT}
     */
    public WebSocketOptions withProtocol(long fingerprint) {
        return with(draft -> draft.protocol = OptionalLong.of(fingerprint));
    }

    /**
     * The time between two pings of the server, 1 ms to 1 day; zero turns them off. They are sent once a second at most.
     * They keep proxies from ending connections that are silent. Answers count as signs of life for {@link
     * SessionOptions#idleTimeout()}, which ends a peer that gives none.
     */
    public Duration pingInterval() {
        return values.pingInterval;
    }

    /** These options with another {@link #pingInterval()}. */
    public WebSocketOptions withPingInterval(Duration interval) {
        return with(draft -> draft.pingInterval = interval);
    }

    /** The time within which the request must be complete, 1 ms to 1 day. It begins after the handshake of TLS. */
    public Duration handshakeTimeout() {
        return values.handshakeTimeout;
    }

    /** These options with another {@link #handshakeTimeout()}. */
    public WebSocketOptions withHandshakeTimeout(Duration timeout) {
        return with(draft -> draft.handshakeTimeout = timeout);
    }

    /** Whether the listener also takes clients that send packets over TCP. */
    public boolean tcpOnSamePort() {
        return values.tcpOnSamePort;
    }

    /**
     * These options, but clients may also send packets over TCP to the same port. The first two bytes tell which: those of
     * a request declare a packet of 17,735 bytes. The listener is refused if a packet may be that large. Its sessions are
     * {@link PacketSession}s, and a client over TCP must send something first, within {@link #handshakeTimeout()}.
     */
    public WebSocketOptions withTcpOnSamePort() {
        return with(draft -> draft.tcpOnSamePort = true);
    }

    HandshakeRules rules() {
        Optional<String> name = protocol().isPresent()
                ? Optional.of(String.format(Locale.ROOT, "pw.%016x", protocol().getAsLong()))
                : Optional.empty();
        return new HandshakeRules(path(), origins(), originRequired(), name, handshakeTimeout(), tcpOnSamePort());
    }

    /** Checks that these options fit to those of the sessions. */
    void check(SessionOptions session) {
        if (tcpOnSamePort() && session.maxReceivedPacketSize() >= SIZE_OF_REQUEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "maxReceivedPacketSize is %,d: with %,d or more, the beginning of a packet may look like a request for "
                            + "WebSocket. Lower it, or use another port instead of withTcpOnSamePort",
                    session.maxReceivedPacketSize(),
                    SIZE_OF_REQUEST));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebSocketOptions same && values.byName().equals(same.values.byName());
    }

    @Override
    public int hashCode() {
        return values.byName().hashCode();
    }

    /** All options with their names. */
    @Override
    public String toString() {
        return "WebSocketOptions" + values.byName();
    }
}
