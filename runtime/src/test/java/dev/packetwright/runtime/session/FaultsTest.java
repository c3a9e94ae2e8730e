package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Guarantee 5: a malformed packet or a throwing callback ends its session with the matching reason. Other sessions are
 * not affected.
 */
@Tag(Wire.TAG)
class FaultsTest {
    private static final Message TRIGGER = Message.of(6, 6);

    /** Returns how the faulty session ends, and asserts that another session on the same loop continues. */
    private static Disconnect endOf(Supplier<RecordingSession> faulty) {
        ServerOptions oneLoop = ServerOptions.defaults().withLoops(1);
        var isFaulty = new AtomicBoolean();
        Supplier<RecordingSession> factory = () -> isFaulty.get() ? faulty.get() : new RecordingSession();
        try (var server = Server.open(oneLoop, factory);
                var peer = Peer.connect(server.address())) {
            RecordingSession bystander = server.next();
            isFaulty.set(true);
            try (var trigger = Peer.connect(server.address())) {
                RecordingSession session = server.next();
                var three = new ByteArrayOutputStream();
                for (int i = 0; i < 3; i++) {
                    three.writeBytes(TRIGGER.toBytes());
                }
                trigger.writeIfStillConnected(three.toByteArray());
                Disconnect disconnect = session.awaitDisconnect();
                trigger.endsInGoodOrder(); // the result does not matter
                assertThat(session.breaches()).isEmpty();

                peer.write(Message.of(1, 1));
                assertThat(bystander.nextMessage()).isEqualTo(Message.of(1, 1));
                assertThat(bystander.send(Message.of(2, 2))).isTrue();
                assertThat(peer.readMessage()).isEqualTo(Message.of(2, 2));
                return disconnect;
            }
        }
    }

    @Test
    void aMalformedPacket() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenReceived(Message message) {
                throw new MalformedPacketException("C_Chat.chat", 4, "is not");
            }
        });
        assertThat(disconnect).asString().isEqualTo("malformed packet: C_Chat.chat at byte 4: is not");
    }

    @Test
    void aPacketThatIsTooLargeToSend() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenReceived(Message message) {
                send(new Message(1, 1, 70_000));
            }
        });
        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        assertThat(disconnect.cause()).containsInstanceOf(PacketTooLargeException.class);
    }

    @Test
    void aThrowingOnPacket() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenReceived(Message message) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertHandlerFailed(disconnect);
    }

    @Test
    void anErrorInOnPacket() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenReceived(Message message) {
                throw new StackOverflowError("on purpose");
            }
        });
        assertHandlerFailed(disconnect);
    }

    @Test
    void aThrowingOnConnected() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenConnected() {
                throw new IllegalStateException("on purpose");
            }
        });
        assertHandlerFailed(disconnect);
    }

    @Test
    void aThrowingOnSent() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenConnected() {
                send(TRIGGER);
            }

            @Override
            protected void whenSent(long bytes) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertHandlerFailed(disconnect);
    }

    @Test
    void aThrowingOnDisconnected() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenReceived(Message message) {
                abort();
            }

            @Override
            protected void whenDisconnected(Disconnect ended) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.ABORTED_LOCALLY);
    }

    @Test
    void anInterruptLeftBehind() {
        Disconnect disconnect = endOf(() -> new RecordingSession() {
            @Override
            protected void whenReceived(Message message) {
                Thread.currentThread().interrupt();
                abort();
            }
        });
        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.ABORTED_LOCALLY);
    }

    private static void assertHandlerFailed(Disconnect disconnect) {
        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        assertThat(disconnect.cause()).get().asString().endsWith(": on purpose");
    }
}
