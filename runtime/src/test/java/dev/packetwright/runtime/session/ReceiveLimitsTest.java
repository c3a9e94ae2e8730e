package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 7: a peer that floods is disconnected with the matching reason, and other sessions are not affected. */
@Tag(Wire.TAG)
class ReceiveLimitsTest {
    private static final RateLimit FEW = RateLimit.of(1, 20);

    private static Server<RecordingSession> open(UnaryOperator<SessionOptions> change) {
        SessionOptions session = change.apply(SessionOptions.forListener());
        return Server.open(ServerOptions.defaults().withLoops(1).withSession(session), RecordingSession::new);
    }

    private static byte[] messages(int count, int size) {
        var bytes = new ByteArrayOutputStream();
        for (int number = 0; number < count; number++) {
            bytes.writeBytes(new Message(1, number, size - Message.MIN_SIZE).toBytes());
        }
        return bytes.toByteArray();
    }

    private static void assertCut(Server<RecordingSession> server, byte[] flood, DisconnectReason reason) {
        try (var bystander = Peer.connect(server.address())) {
            RecordingSession other = server.next();
            try (var peer = Peer.connect(server.address())) {
                RecordingSession session = server.next();
                peer.writeIfStillConnected(flood);
                Disconnect disconnect = session.awaitDisconnect();
                assertThat(disconnect.reason()).isEqualTo(reason);
                assertThat(disconnect.cause()).as("no stack trace").isEmpty();
                assertThat(session.breaches()).isEmpty();
                peer.endsInGoodOrder(); // the result does not matter
            }
            bystander.write(Message.of(2, 2));
            assertThat(other.nextMessage()).isEqualTo(Message.of(2, 2));
        }
        assertThat(server.listener().metrics().disconnects(reason)).isEqualTo(1);
    }

    @Test
    void tooManyPacketsByDefault() {
        try (var server = open(session -> session)) {
            assertCut(server, messages(5000, Message.MIN_SIZE), DisconnectReason.PACKET_RATE_EXCEEDED);
        }
    }

    @Test
    void aBurstOfAThousandIsAnHonestPlayer() {
        try (var server = open(session -> session);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            peer.write(messages(1000, Message.MIN_SIZE));
            for (int number = 0; number < 1000; number++) {
                assertThat(session.nextMessage().number()).isEqualTo(number);
            }
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void tooManyBytesByDefault() {
        try (var server = open(session -> session)) {
            assertCut(server, messages(100, 8192), DisconnectReason.BYTE_RATE_EXCEEDED);
        }
    }

    @Test
    void bytesThatAreNoWholePacketCountAsWell() {
        try (var server = open(session -> session.withReceiveRates(RateLimit.unlimited(), RateLimit.of(1, 100)))) {
            assertCut(server, new byte[] {0, 8, 7, 0}, messages(1, 2048));
        }
    }

    /** Writes the start of a packet and then all other bytes except the last one. */
    private static void assertCut(Server<RecordingSession> server, byte[] start, byte[] packet) {
        try (var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            peer.write(start);
            for (int at = start.length; at < packet.length - 1; at++) {
                peer.writeIfStillConnected(new byte[] {packet[at]});
            }
            assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.BYTE_RATE_EXCEEDED);
        }
    }

    @Test
    void tooManyOfOneId() {
        try (var server = open(session -> session.withPacketRate(Message.ID, FEW))) {
            assertCut(server, messages(1000, Message.MIN_SIZE), DisconnectReason.PACKET_ID_RATE_EXCEEDED);
        }
    }

    @Test
    void anIdWithALimitOfItsOwnIsMeasuredByThatAlone() {
        try (var server = open(session -> session.withReceiveRates(FEW, RateLimit.unlimited())
                        .withPacketRate(Message.ID, RateLimit.unlimited())
                        .withPacketRate(9, FEW));
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            peer.write(messages(100, Message.MIN_SIZE));
            for (int number = 0; number < 100; number++) {
                assertThat(session.nextMessage().number()).isEqualTo(number);
            }
        }
    }

    @Test
    void aClientHearsAWholeRoom() throws Exception {
        try (var server = open(session -> session.withSendQueueLimit(64 << 20));
                var connector = Connector.open(Wire.over(ConnectorOptions.defaults()))) {
            RecordingSession client =
                    connector.connect(server.address(), RecordingSession::new).get();
            RecordingSession session = server.next();
            for (int number = 0; number < 20_000; number++) {
                assertThat(session.send(new Message(1, number, 100))).isTrue();
            }
            for (int number = 0; number < 20_000; number++) {
                assertThat(client.nextMessage().number()).isEqualTo(number);
            }
        }
    }
}
