package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 6: a peer that does not read costs a bounded amount of memory, which the server configures. */
@Tag(Wire.TAG)
class SlowPeerTest {
    private static final Duration LONG = Duration.ofHours(1);

    private static Server<RecordingSession> open(UnaryOperator<SessionOptions> change) {
        SessionOptions session = SessionOptions.forListener()
                .withSendQueueLimit(64 << 20)
                .withSendQueueSoftLimit(64 << 20, LONG)
                .withStallTimeout(LONG);
        return Server.open(
                ServerOptions.defaults().withLoops(1).withSession(change.apply(session)), RecordingSession::new);
    }

    /** Sends more than the system's buffers can hold, and waits until they are full. */
    private static void clog(RecordingSession session) {
        for (int i = 0; i < 400; i++) {
            assertThat(session.send(Message.ofSize(60_000))).isTrue();
        }
        awaitTurn(session);
        awaitTurn(session); // the loop writes the sent packets after the tasks of a turn
    }

    private static void awaitTurn(Session session) {
        var turn = new CountDownLatch(1);
        session.connection().execute(turn::countDown);
        Await.reached(turn);
    }

    @Test
    void droppablePacketsAreDroppedWhileThePeerIsSlow() {
        try (var server = open(session -> session.withSendQueueSoftLimit(100_000, LONG));
                var slow = Peer.connect(server.address(), 4096)) {
            RecordingSession session = server.next();
            assertThat(session.send(Message.of(1, 1), Delivery.droppable())).isTrue();
            assertThat(slow.readMessage()).isEqualTo(Message.of(1, 1));

            clog(session);
            assertThat(session.send(Message.of(1, 2), Delivery.droppable())).isFalse();
            PacketSession.broadcast(List.of(session), Message.of(1, 3).toBytes(), Delivery.droppable());
            assertThat(server.listener().metrics().droppedSent()).isEqualTo(2);
            assertThat(session.send(Message.of(1, 4))).isTrue();

            assertThat(nextOfSender1(slow)).isEqualTo(Message.of(1, 4));
            Await.until("nothing waits", () -> server.listener().metrics().bytesQueued() == 0);
            assertThat(session.send(Message.of(1, 5), Delivery.droppable())).isTrue();
            assertThat(slow.readMessage()).isEqualTo(Message.of(1, 5));
        }
    }

    private static Message nextOfSender1(Peer peer) {
        Message message = peer.readMessage();
        while (message.sender() != 1) {
            message = peer.readMessage();
        }
        return message;
    }

    @Test
    void aSlowPeerGetsTheLatestOnly() {
        record Position(int player) {}
        try (var server = open(session -> session);
                var slow = Peer.connect(server.address(), 4096)) {
            RecordingSession session = server.next();
            clog(session);
            for (int number = 0; number < 1000; number++) {
                for (int player = 1; player <= 3; player++) {
                    assertThat(session.send(
                                    new Message(player, number, number % 50), Delivery.latest(new Position(player))))
                            .isTrue();
                }
            }
            assertThat(server.listener().metrics().replacedSent()).isEqualTo(3 * 999);
            session.send(Message.of(9, 0));

            List<Message> heard = new ArrayList<>();
            for (Message message = slow.readMessage(); message.sender() != 9; message = slow.readMessage()) {
                if (message.sender() != 0) {
                    heard.add(message);
                }
            }
            assertThat(heard)
                    .containsExactly(new Message(1, 999, 49), new Message(2, 999, 49), new Message(3, 999, 49));
        }
    }

    /**
     * A thread sends the latest packets while the loop writes. The peer checks that each packet is whole and newer than
     * the one before.
     */
    @Test
    void theLatestAreWholePacketsAndNeverOlderOnes() throws Exception {
        int count = 50_000;
        try (var server = open(session -> session);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            var sender = new Thread(() -> {
                for (int number = 0; number <= count; number++) {
                    session.send(new Message(1, number, number % 2000), Delivery.latest("position"));
                }
            });
            sender.start();
            int last = -1;
            while (last < count) {
                Message message = peer.readMessage();
                assertThat(message.number()).isGreaterThan(last);
                assertThat(message.padding()).isEqualTo(message.number() % 2000);
                last = message.number();
            }
            sender.join();
        }
    }

    @Test
    void aPacketLargerThanTheLimitIsRefused() {
        try (var server = open(session -> session.withMaxSentPacketSize(2000));
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            assertThatThrownBy(() -> session.send(Message.ofSize(2001)))
                    .isInstanceOf(PacketTooLargeException.class)
                    .hasMessage("Message has 2,001 bytes; at most 2,000 may be sent");
            assertThatThrownBy(() -> session.send(Message.ofSize(2001), Delivery.droppable()))
                    .isInstanceOf(PacketTooLargeException.class);
            session.send(Message.ofSize(2000));
            assertThat(peer.readMessage().encodedSize()).isEqualTo(2000);
        }
    }
}
