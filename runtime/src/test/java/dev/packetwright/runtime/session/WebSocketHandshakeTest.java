package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Fault;
import dev.packetwright.runtime.testing.FaultProxy;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.ProxyHeaders;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.WebSocketClient;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections before their session over WebSocket: requests that are refused, late, cut, or none at all. */
class WebSocketHandshakeTest {
    private final LogOf failures = LogOf.everythingOf(Acceptor.class);
    private final LogOf warnings = LogOf.warnings();
    private Server<RecordingSession> server = open(WebSocketOptions.defaults());

    private static Server<RecordingSession> open(WebSocketOptions options) {
        return Server.openExactly(ServerOptions.defaults().withLoops(1).withWebSocket(options), Echoing::new);
    }

    private static final class Echoing extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            send(message);
        }
    }

    @AfterEach
    void close() {
        server.close();
        assertThat(warnings.alarms()).isEmpty();
        warnings.close();
        failures.close();
    }

    private void assertServesOthers() {
        int before = server.sessions().size();
        try (WebSocketClient client = WebSocketClient.connect(server.address())) {
            client.send(Message.of(1, 1));
            assertThat(client.read().content()).isEqualTo(Message.of(1, 1).toBytes());
            assertThat(server.sessions()).hasSize(before + 1);
        }
    }

    private void awaitInvalid(int count) {
        Await.until(
                count + " refused",
                () -> server.listener().metrics().disconnects(DisconnectReason.WEBSOCKET_INVALID) == count);
    }

    /** The answer can be read to its end, even if the peer sends on. */
    @Test
    void aRefusalIsAnswered() {
        try (WebSocketClient client = WebSocketClient.connectOnly(server.address())) {
            client.write(WebSocketClient.request("/other", "X: y\r\n"));
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 404 Not Found\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\nthere is no WebSocket at this path\n");
        }
        awaitInvalid(1);
        failures.awaitLines(1, "WebSocket invalid: there is no WebSocket at this path");
        assertThat(server.sessions()).isEmpty();
        assertServesOthers();
    }

    @Test
    void bytesBehindTheRequestAreRefused() {
        try (WebSocketClient client = WebSocketClient.connectOnly(server.address())) {
            client.write(WebSocketClient.request("/") + "GET / HTTP/1.1\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").endsWith("before its answer\n");
        }
        awaitInvalid(1);
    }

    @Test
    void packetsInsteadOfARequest() {
        try (Peer peer = Peer.connectPlain(server.address())) {
            peer.write(Message.of(1, 1));
            assertThat(new String(peer.readToEnd(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 400 ");
        }
        awaitInvalid(1);
    }

    @Test
    void aFloodOfHeaders() {
        try (WebSocketClient client = WebSocketClient.connectOnly(server.address())) {
            client.writeIfStillConnected(
                    ("GET / HTTP/1.1\r\nX: " + "a".repeat(60_000)).getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 431 ");
        }
        awaitInvalid(1);
    }

    @Test
    void aRequestThatIsLate() {
        server.close();
        server = open(WebSocketOptions.defaults().withHandshakeTimeout(Duration.ofMillis(100)));
        try (WebSocketClient client = WebSocketClient.connectOnly(server.address())) {
            client.write("GET / HTTP/1.1\r\n");
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 408 ")
                    .endsWith("the request was not complete after PT0.1S, but had 16 bytes\n");
        }
        awaitInvalid(1);
    }

    /** Health checks connect and send nothing. They count as what they are, and not as violations. */
    @Test
    void aConnectionWithoutAByte() {
        WebSocketClient.connectOnly(server.address()).close();
        Await.until("counted", () -> server.listener().metrics().disconnects(DisconnectReason.CLOSED_BY_PEER) == 1);
        awaitInvalid(0);
    }

    @Test
    void behindAProxy() {
        server.close();
        server = Server.openExactly(
                ServerOptions.defaults()
                        .withProxyProtocolFrom(InetAddress::isLoopbackAddress)
                        .withWebSocket(WebSocketOptions.defaults()),
                Echoing::new);
        try (WebSocketClient client = WebSocketClient.connectOnly(server.address())) {
            client.write(ProxyHeaders.join(
                    ProxyHeaders.of(new InetSocketAddress("192.0.2.7", 4711)),
                    WebSocketClient.request("/").getBytes(StandardCharsets.US_ASCII)));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(server.next().remoteAddress()).hasToString("/192.0.2.7:4711");
        }
    }

    /** The listener is closed while a request is incomplete, and does not wait for it. */
    @Test
    void aListenerThatIsClosedMeanwhile() {
        try (WebSocketClient client = WebSocketClient.connectOnly(server.address())) {
            client.write("GET / HTTP/1.1\r\n");
            assertServesOthers(); // so the loop has begun with the first one
            server.close();
            assertThat(client.readToEnd()).isEmpty();
        }
        awaitInvalid(1);
    }

    // ---- networks

    /** The request, its answer and some frames: more bytes than that have no stages. */
    private static final int ALL_STAGES = 300;

    private static final int STEP = Boolean.getBoolean("packetwright.quick") ? 7 : 1;

    @Test
    void aResetAtEveryByte() {
        assertEndsAtEveryByte(Fault::resetsAt);
    }

    @Test
    void aStreamThatEndsAtEveryByte() {
        assertEndsAtEveryByte(Fault::endsAt);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void inSlices(int size) {
        try (var proxy = FaultProxy.open(server.address(), Fault.slices(size), Fault.slices(size));
                var client = WebSocketClient.connect(proxy.address())) {
            for (int number = 0; number < 20; number++) {
                client.send(new Message(1, number, number * 20));
                assertThat(client.read().content()).isEqualTo(new Message(1, number, number * 20).toBytes());
            }
        }
    }

    private void assertEndsAtEveryByte(LongFunction<Fault> fault) {
        int served = 0;
        for (long position = 0; position < ALL_STAGES; position += STEP) {
            served += talk(fault.apply(position), Fault.none());
            served += talk(Fault.none(), fault.apply(position));
        }
        assertThat(served).isBetween(1, 2 * ALL_STAGES - 1);
        assertServesOthers();
        List<RecordingSession> all = new ArrayList<>(server.sessions());
        all.forEach(session -> assertThat(session.breaches()).isEmpty());
        Await.until("all ended", () -> server.listener().metrics().sessionsOpen() == 0);
        for (RecordingSession session : all) {
            assertThat(Set.of(
                            DisconnectReason.CLOSED_BY_PEER,
                            DisconnectReason.CONNECTION_LOST,
                            DisconnectReason.WEBSOCKET_INVALID))
                    .contains(session.awaitDisconnect().reason());
        }
    }

    /** Returns 1 if the whole talk took place. */
    private int talk(Fault toServer, Fault toClient) {
        try (var proxy = FaultProxy.open(server.address(), toServer, toClient);
                var client = WebSocketClient.connectOnly(proxy.address())) {
            client.write(WebSocketClient.request("/"));
            if (!client.readHead().startsWith("HTTP/1.1 101 ")) {
                return 0;
            }
            client.send(Message.of(1, 1), new Message(1, 2, 20));
            client.read();
            return 1;
        } catch (UncheckedIOException broken) {
            return 0;
        }
    }

    // ---- options

    @Test
    void optionsThatAreRefused() {
        WebSocketOptions options = WebSocketOptions.defaults();
        for (String path : List.of("", "game", "/a b", "/a?b", "/a#b", "/\u00e4", "/a\r\n")) {
            assertThatThrownBy(() -> options.withPath(path))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a path such as /game");
        }
        for (String origin : List.of("example.org", "*", "https://*.example.org", "https://a.example/", "null", "")) {
            assertThatThrownBy(() -> options.withOrigins(List.of(origin)))
                    .as(origin)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + origin + "' is not an origin such as https://example.org");
        }
        assertThatThrownBy(() -> options.withHandshakeTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withPingInterval(Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(options.withPingInterval(Duration.ZERO).pingInterval()).isZero();
        assertThat(options.withOrigins(List.of("HTTPS://Example.org:443", "https://example.org"))
                        .origins())
                .hasValue(Set.of("https://example.org"));
    }
}
