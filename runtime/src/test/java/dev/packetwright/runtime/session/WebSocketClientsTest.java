package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import dev.packetwright.testing.Authority;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The client of the JDK, an independent implementation, talks to sessions over WebSocket. */
class WebSocketClientsTest {
    private static final long FINGERPRINT = 0x0123456789abcdefL;
    private static final int NORMAL = 1000;

    /** What the client of the JDK receives. */
    private static final class Received implements WebSocket.Listener {
        private final BlockingQueue<ByteBuffer> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> pongs = new LinkedBlockingQueue<>();
        private ByteBuffer partial = ByteBuffer.allocate(0);

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            partial = ByteBuffer.allocate(partial.remaining() + data.remaining())
                    .put(partial)
                    .put(data)
                    .flip();
            if (last) {
                messages.add(partial);
                partial = ByteBuffer.allocate(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            pongs.add(message.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closeCodes.add(code);
            return null;
        }

        Message next() {
            ByteBuffer message = Await.next(messages);
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            return Message.read(new PacketReader(bytes));
        }
    }

    private static WebSocketOptions options() {
        return WebSocketOptions.defaults()
                .withPath("/game")
                .withOrigins(List.of("https://example.org"))
                .withProtocol(FINGERPRINT);
    }

    private static WebSocket connect(HttpClient http, String scheme, InetSocketAddress address, Received received) {
        return Await.result(http.newWebSocketBuilder()
                .header("Origin", "https://example.org")
                .subprotocols("pw.0123456789abcdef")
                .buildAsync(URI.create(scheme + "://localhost:" + address.getPort() + "/game?from=test"), received));
    }

    private static void assertTalk(HttpClient http, String scheme, Server<RecordingSession> server) {
        var received = new Received();
        WebSocket client = connect(http, scheme, server.address(), received);
        RecordingSession session = server.next();
        assertThat(client.getSubprotocol()).isEqualTo("pw.0123456789abcdef");
        for (int size : new int[] {12, 125, 126, 8192}) {
            byte[] packet = Message.ofSize(size).toBytes();
            Await.result(client.sendBinary(ByteBuffer.wrap(Arrays.copyOf(packet, 5)), false));
            Await.result(client.sendBinary(ByteBuffer.wrap(Arrays.copyOfRange(packet, 5, size)), true));
            assertThat(session.nextMessage()).isEqualTo(Message.ofSize(size));
        }
        for (int size : new int[] {12, 125, 126, 65_535, 13}) {
            session.send(Message.ofSize(size));
            assertThat(received.next()).isEqualTo(Message.ofSize(size));
        }
        Await.result(client.sendPing(ByteBuffer.wrap(new byte[9])));
        assertThat(Await.next(received.pongs)).isEqualTo(9);
        Await.result(client.sendClose(NORMAL, "done"));
        assertThat(Await.next(received.closeCodes)).isEqualTo(NORMAL);
        assertThat(session.awaitDisconnect()).asString().isEqualTo("closed by peer");
        assertThat(session.breaches()).isEmpty();
    }

    private static void assertCloses(HttpClient http, String scheme, Server<RecordingSession> server) {
        var received = new Received();
        connect(http, scheme, server.address(), received);
        RecordingSession session = server.next();
        session.close();
        assertThat(Await.next(received.closeCodes)).isEqualTo(NORMAL);
        assertThat(session.awaitDisconnect()).asString().isEqualTo("closed locally");
    }

    @Test
    void overTcp() {
        HttpClient http = HttpClient.newHttpClient();
        try (var server =
                Server.openExactly(ServerOptions.defaults().withWebSocket(options()), RecordingSession::new)) {
            assertTalk(http, "ws", server);
            assertCloses(http, "ws", server);
        }
    }

    @Test
    void overTls() {
        Authority authority = new Authority("Authority");
        ServerOptions secured = ServerOptions.defaults()
                .withTls(TlsOptions.of(Wire.context(authority, Optional.of(authority.issue("localhost")))));
        HttpClient http = HttpClient.newBuilder()
                .sslContext(Wire.context(authority, Optional.empty()))
                .build();
        try (var server = Server.openExactly(secured.withWebSocket(options()), RecordingSession::new)) {
            assertTalk(http, "wss", server);
            assertCloses(http, "wss", server);
        }
    }

    @Test
    void aClientOfAnotherProtocolIsRefused() {
        HttpClient http = HttpClient.newHttpClient();
        try (var server = Server.openExactly(
                ServerOptions.defaults().withWebSocket(options().withProtocol(1)), RecordingSession::new)) {
            assertThatThrownBy(() -> connect(http, "ws", server.address(), new Received()))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(WebSocketHandshakeException.class);
            assertThat(server.listener().metrics().disconnects(DisconnectReason.WEBSOCKET_INVALID))
                    .isEqualTo(1);
            assertThat(server.sessions()).isEmpty();
        }
    }
}
