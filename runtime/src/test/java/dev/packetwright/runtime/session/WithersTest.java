package dev.packetwright.runtime.session;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.PingPackets;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Each wither of options changes exactly its own option. */
class WithersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RateLimit RATE = RateLimit.of(1, 2);
    private static final TlsOptions TLS = tls();
    private static final PingPackets PING = new PingPackets(1, 2);

    private static TlsOptions tls() {
        try {
            return TlsOptions.of(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A call of a wither and the options that it changes. */
    private record Wither<T>(UnaryOperator<T> call, Set<String> changes) {
        static <T> Wither<T> of(UnaryOperator<T> call, String... changes) {
            return new Wither<>(call, Set.of(changes));
        }
    }

    @Test
    void ofSessions() throws Exception {
        assertChanges(
                SessionOptions.forListener(),
                Map.ofEntries(
                        entry(
                                "withMaxReceivedPacketSize",
                                Wither.of(o -> o.withMaxReceivedPacketSize(4), "maxReceivedPacketSize")),
                        entry(
                                "withReceiveRates",
                                Wither.of(o -> o.withReceiveRates(RATE, RATE), "packetRate", "byteRate")),
                        entry(
                                "withoutReceiveRates",
                                Wither.of(SessionOptions::withoutReceiveRates, "packetRate", "byteRate")),
                        entry("withPacketRate", Wither.of(o -> o.withPacketRate(7, RATE), "packetIdRates")),
                        entry("withIdleTimeout", Wither.of(o -> o.withIdleTimeout(MINUTE), "idleTimeout")),
                        entry("withHeartbeat", Wither.of(o -> o.withHeartbeat(MINUTE), "heartbeat")),
                        entry("withPing", Wither.of(o -> o.withPing(PING, MINUTE), "ping", "pingInterval")),
                        entry("withAnsweredPing", Wither.of(o -> o.withAnsweredPing(PING), "answeredPing")),
                        entry(
                                "withMaxSentPacketSize",
                                Wither.of(o -> o.withMaxSentPacketSize(1024), "maxSentPacketSize")),
                        entry(
                                "withSendQueueLimit",
                                Wither.of(o -> o.withSendQueueLimit(65_535), "sendQueueLimit", "sendQueueSoftLimit")),
                        entry(
                                "withSendQueueSoftLimit",
                                Wither.of(
                                        o -> o.withSendQueueSoftLimit(1, MINUTE),
                                        "sendQueueSoftLimit",
                                        "sendQueueSoftTime")),
                        entry("withStallTimeout", Wither.of(o -> o.withStallTimeout(MINUTE), "stallTimeout")),
                        entry(
                                "withAdmission",
                                Wither.of(o -> o.withAdmission(MINUTE, 5), "admissionTimeout", "admissionLimit")),
                        entry("withCloseTimeout", Wither.of(o -> o.withCloseTimeout(MINUTE), "closeTimeout")),
                        entry("withTcpNoDelay", Wither.of(o -> o.withTcpNoDelay(false), "tcpNoDelay")),
                        entry("withKeepAlive", Wither.of(o -> o.withKeepAlive(false), "keepAlive")),
                        entry("withPacketCounts", Wither.of(o -> o.withPacketCounts(true), "packetCounts"))));
    }

    @Test
    void ofServers() throws Exception {
        Predicate<InetAddress> nobody = address -> false;
        assertChanges(
                ServerOptions.defaults(),
                Map.ofEntries(
                        entry("withSession", Wither.of(o -> o.withSession(SessionOptions.forConnector()), "session")),
                        entry("withLoops", Wither.of(o -> o.withLoops(1000), "loops")),
                        entry("withBacklog", Wither.of(o -> o.withBacklog(1), "backlog")),
                        entry("withMaxConnections", Wither.of(o -> o.withMaxConnections(1), "maxConnections")),
                        entry("withAcceptsPerSecond", Wither.of(o -> o.withAcceptsPerSecond(1), "acceptsPerSecond")),
                        entry(
                                "withPerAddress",
                                Wither.of(
                                        o -> o.withPerAddress(1, RATE),
                                        "maxConnectionsPerAddress",
                                        "connectRatePerAddress")),
                        entry("withProxyProtocolFrom", Wither.of(o -> o.withProxyProtocolFrom(nobody), "proxies")),
                        entry(
                                "withProxyHeaderTimeout",
                                Wither.of(o -> o.withProxyHeaderTimeout(MINUTE), "proxyHeaderTimeout")),
                        entry("withExemptAddresses", Wither.of(o -> o.withExemptAddresses(nobody), "exemptAddresses")),
                        entry("withShutdownLimit", Wither.of(o -> o.withShutdownLimit(MINUTE), "shutdownLimit")),
                        entry("withTls", Wither.of(o -> o.withTls(TLS), "tls")),
                        entry(
                                "withWebSocket",
                                Wither.of(o -> o.withWebSocket(WebSocketOptions.defaults()), "webSocket"))));
    }

    @Test
    void ofWebSocket() throws Exception {
        assertChanges(
                WebSocketOptions.defaults(),
                Map.ofEntries(
                        entry("withPath", Wither.of(o -> o.withPath("/game"), "path")),
                        entry("withOrigins", Wither.of(o -> o.withOrigins(Set.of("https://a.example")), "origins")),
                        entry("withAnyOrigin", Wither.of(WebSocketOptions::withAnyOrigin, "origins")),
                        entry("withOriginRequired", Wither.of(WebSocketOptions::withOriginRequired, "originRequired")),
                        entry("withProtocol", Wither.of(o -> o.withProtocol(7), "protocol")),
                        entry("withPingInterval", Wither.of(o -> o.withPingInterval(MINUTE), "pingInterval")),
                        entry(
                                "withHandshakeTimeout",
                                Wither.of(o -> o.withHandshakeTimeout(MINUTE), "handshakeTimeout")),
                        entry("withTcpOnSamePort", Wither.of(WebSocketOptions::withTcpOnSamePort, "tcpOnSamePort"))));
    }

    @Test
    void ofConnectors() throws Exception {
        assertChanges(
                ConnectorOptions.defaults(),
                Map.ofEntries(
                        entry("withSession", Wither.of(o -> o.withSession(SessionOptions.forListener()), "session")),
                        entry("withLoops", Wither.of(o -> o.withLoops(1000), "loops")),
                        entry("withConnectTimeout", Wither.of(o -> o.withConnectTimeout(MINUTE), "connectTimeout")),
                        entry("withShutdownLimit", Wither.of(o -> o.withShutdownLimit(MINUTE), "shutdownLimit")),
                        entry("withTls", Wither.of(o -> o.withTls(TLS), "tls"))));
    }

    private static <T> void assertChanges(T base, Map<String, Wither<T>> withers) throws Exception {
        assertThat(withers.keySet()).isEqualTo(withersOf(base.getClass()));
        Map<String, Object> before = valuesOf(base);
        Set<String> changed = new TreeSet<>();
        for (Map.Entry<String, Wither<T>> wither : withers.entrySet()) {
            T other = wither.getValue().call.apply(base);
            assertThat(differences(before, valuesOf(other))).as(wither.getKey()).isEqualTo(wither.getValue().changes);
            assertThat(valuesOf(base)).as("the options before").isEqualTo(before);
            assertThat(other).as(wither.getKey()).isNotEqualTo(base);
            assertThat(wither.getValue().call.apply(base)).isEqualTo(other).hasSameHashCodeAs(other);
            valuesOf(other)
                    .forEach((option, value) -> assertThat(other.toString()).contains(option + "=" + value));
            changed.addAll(wither.getValue().changes);
        }
        assertThat(changed).as("options with a wither").isEqualTo(before.keySet());
    }

    private static Set<String> withersOf(Class<?> options) {
        return publicMethods(options)
                .map(Method::getName)
                .filter(name -> name.startsWith("with"))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> valuesOf(Object options)
            throws IllegalAccessException, InvocationTargetException {
        Map<String, Object> values = new TreeMap<>();
        for (Method method : publicMethods(options.getClass()).toList()) {
            if (method.getParameterCount() == 0
                    && !method.getName().startsWith("with")
                    && !Set.of("hashCode", "toString").contains(method.getName())) {
                values.put(method.getName(), method.invoke(options));
            }
        }
        return values;
    }

    private static Stream<Method> publicMethods(Class<?> options) {
        return Arrays.stream(options.getDeclaredMethods())
                .filter(method ->
                        Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()));
    }

    private static Set<String> differences(Map<String, Object> before, Map<String, Object> after) {
        return before.keySet().stream()
                .filter(option -> !Objects.equals(before.get(option), after.get(option)))
                .collect(Collectors.toSet());
    }
}
