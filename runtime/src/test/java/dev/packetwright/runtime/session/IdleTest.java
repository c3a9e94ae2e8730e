package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Wire.TAG)
class IdleTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private static ServerOptions with(SessionOptions session) {
        return Wire.over(ServerOptions.defaults().withSession(session));
    }

    @Test
    void aSilentPeerIsCutWhereThatIsWanted() {
        SessionOptions options = SessionOptions.forListener().withIdleTimeout(SHORT);
        try (var server = Server.openExactly(with(options), RecordingSession::new);
                var silent = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            assertThat(silent.readToEnd()).as("in good order").isEmpty();
            silent.end();
            assertThat(session.awaitDisconnect()).asString().isEqualTo("idle timed out");
            assertThat(server.listener().metrics().disconnects(DisconnectReason.IDLE_TIMED_OUT))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSilentPeerIsAskedWhetherItIsThere() throws IOException {
        class Asking extends PacketSession {
            private final CompletableFuture<Integer> answer = new CompletableFuture<>();

            @Override
            protected void onIdle() {
                send(Message.of(1, 1));
            }

            @Override
            protected void onPacket(PacketReader packet) {
                answer.complete(Message.read(packet).number());
            }
        }
        var session = new Asking();
        SessionOptions options = SessionOptions.forListener().withHeartbeat(SHORT);
        try (Listener listener = Listener.open(Server.anyPort(), with(options), () -> session);
                var peer = Peer.connect(listener.localAddress())) {
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
            assertThat(peer.readMessage()).as("again").isEqualTo(Message.of(1, 1));
            peer.write(Message.of(2, 2));
            assertThat(Await.result(session.answer)).isEqualTo(2);
        }
    }

    @Test
    void anOnIdleThatThrowsEndsItsSession() throws IOException {
        var session = new PacketSession() {
            @Override
            protected void onIdle() {
                throw new IllegalStateException("on purpose");
            }

            @Override
            protected void onPacket(PacketReader packet) {}
        };
        SessionOptions options = SessionOptions.forListener().withHeartbeat(SHORT);
        try (Listener listener = Listener.open(Server.anyPort(), with(options), () -> session);
                var peer = Peer.connect(listener.localAddress())) {
            peer.endsInGoodOrder(); // or not: but it ends
            assertThat(Await.result(session.disconnected()).reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        }
    }
}
