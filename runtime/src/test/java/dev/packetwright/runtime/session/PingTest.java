package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.PingPackets;
import dev.packetwright.runtime.packet.ProtocolVersions;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pings measure the round-trip time and never reach the handler. A peer can neither forge a time nor use them to flood. */
@Tag(Wire.TAG)
class PingTest {
    /** What the tested side sends, and the answer. */
    private static final PingPackets OWN = new PingPackets(100, 101);

    /** What the other side sends, and the answer. */
    private static final PingPackets OF_PEER = new PingPackets(102, 103);

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final SessionOptions PINGS = SessionOptions.forListener().withPing(OWN, SHORT);
    private static final SessionOptions ANSWERS = SessionOptions.forListener().withAnsweredPing(OF_PEER);
    private static final int SIZE = 12;

    /** A round-trip time when it was measured, and the smoothed time then. */
    private record Measured(Duration time, Optional<Duration> smoothed) {}

    /** Records the measured times. */
    private static final class Measuring extends RecordingSession {
        final BlockingQueue<Measured> measured = new LinkedBlockingQueue<>();

        @Override
        protected void onRoundTrip(Duration time) {
            measured.add(new Measured(time, roundTripTime()));
        }
    }

    private static Server<Measuring> server(SessionOptions session) {
        return Server.open(ServerOptions.defaults().withSession(session), Measuring::new);
    }

    /** A side that admits nobody sends no ping before the other side has sent a packet. */
    private static Measuring nextThatMayPing(Server<Measuring> server, Peer peer) {
        Measuring session = server.next();
        peer.write(Message.of(0, 0));
        session.nextMessage();
        return session;
    }

    private static byte[] packet(int id, long value) {
        byte[] bytes = new byte[SIZE];
        var out = new PacketWriter(bytes);
        out.writeUShort(SIZE);
        out.writeUShort(id);
        out.writeLong(value);
        return bytes;
    }

    private static PacketReader read(Peer peer) {
        return new PacketReader(peer.read(SIZE));
    }

    private static long readValue(Peer peer, int id) {
        PacketReader packet = read(peer);
        assertThat(packet.packetId()).isEqualTo(id);
        return packet.readLong("value");
    }

    /** Any peer can answer, since pings are packets like all others. */
    @Tag("full")
    @Test
    void measuresTheTimeToAPeerThatAnswersItself() {
        try (var server = server(PINGS);
                var peer = Peer.connect(server.address())) {
            Measuring session = nextThatMayPing(server, peer);
            assertThat(session.roundTripTime()).isEmpty();
            Set<Long> values = new HashSet<>();
            Optional<Duration> before = Optional.empty();
            for (int i = 1; i <= 3; i++) {
                long value = readValue(peer, OWN.pingId());
                values.add(value);
                peer.write(packet(OWN.pongId(), value));
                Measured next = Await.next(session.measured);
                assertThat(next.time()).isPositive();
                assertThat(next.smoothed()).contains(smoothed(before, next.time()));
                assertThat(session.roundTripTime()).isEqualTo(next.smoothed());
                before = next.smoothed();
            }
            assertThat(values).hasSize(3);
            assertThat(session.waitingMessages()).isZero();
            assertThat(session.isOpen()).isTrue();
        }
    }

    private static Duration smoothed(Optional<Duration> before, Duration measured) {
        return before.map(then -> Duration.ofNanos(then.toNanos() + (measured.toNanos() - then.toNanos()) / 8))
                .orElse(measured);
    }

    @Test
    void answersThePingsOfThePeerInOrderWithAllElse() {
        try (var server = server(ANSWERS);
                var peer = Peer.connect(server.address())) {
            Measuring session = server.next();
            for (long value : new long[] {0, -1, Long.MIN_VALUE, 42}) {
                peer.write(packet(OF_PEER.pingId(), value));
                assertThat(readValue(peer, OF_PEER.pongId())).isEqualTo(value);
            }
            peer.write(Message.of(1, 1));
            assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
            assertThat(session.waitingMessages()).isZero();
            assertThat(session.roundTripTime()).isEmpty();
        }
    }

    @Test
    void bothSidesMeasureAndAnswer() throws IOException {
        SessionOptions client =
                SessionOptions.forConnector().withPing(OF_PEER, SHORT).withAnsweredPing(OWN);
        try (var server = server(PINGS.withAnsweredPing(OF_PEER));
                Connector connector =
                        Connector.open(Wire.over(ConnectorOptions.defaults().withSession(client)))) {
            Measuring connected = new Measuring();
            Await.result(connector.connect(server.address(), () -> connected));
            Measuring accepted = server.next();
            connected.send(Message.of(1, 1));
            accepted.nextMessage();
            accepted.send(Message.of(2, 2));
            connected.nextMessage();
            for (int i = 0; i < 2; i++) {
                assertThat(Await.next(connected.measured).time()).isPositive();
                assertThat(Await.next(accepted.measured).time()).isPositive();
            }
            assertThat(connected.waitingMessages() + accepted.waitingMessages()).isZero();
        }
    }

    /** Without the option, a ping is a packet like any other. */
    @Test
    void withoutTheOptionPacketsReachTheSession() throws IOException {
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        Listener listener =
                Listener.open(Server.anyPort(), Wire.over(ServerOptions.defaults()), () -> new PacketSession() {
                    @Override
                    protected void onPacket(PacketReader packet) {
                        received.add(packet.packetId());
                    }
                });
        try (listener;
                var peer = Peer.connect(listener.localAddress())) {
            for (int id : List.of(OWN.pingId(), OWN.pongId())) {
                peer.write(packet(id, 1));
                assertThat(Await.next(received)).isEqualTo(id);
            }
        }
    }

    // ---- hostile peers

    @Test
    void anAnswerThatThePeerHasMadeUpIsIgnored() {
        try (var server = server(PINGS);
                var peer = Peer.connect(server.address())) {
            Measuring session = nextThatMayPing(server, peer);
            long value = readValue(peer, OWN.pingId());
            peer.write(packet(OWN.pongId(), value + 1));
            assertIgnored(peer, session);
        }
    }

    @Test
    void anAnswerBeforeAnyPingIsIgnored() {
        try (var server = server(PINGS.withPing(OWN, Duration.ofDays(1)));
                var peer = Peer.connect(server.address())) {
            Measuring session = server.next();
            peer.write(packet(OWN.pongId(), 0));
            assertIgnored(peer, session);
        }
    }

    /** The time would otherwise be that of a ping that was answered before. */
    @Test
    void aSecondAnswerToOnePingIsIgnored() {
        try (var server = server(PINGS.withPing(OWN, Duration.ofDays(1)));
                var peer = Peer.connect(server.address())) {
            Measuring session = nextThatMayPing(server, peer);
            byte[] answer = packet(OWN.pongId(), readValue(peer, OWN.pingId()));
            peer.write(answer);
            Await.next(session.measured);
            peer.write(answer);
            assertIgnored(peer, session);
        }
    }

    /** The session goes on, without a measurement. */
    private static void assertIgnored(Peer peer, Measuring session) {
        peer.write(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        assertThat(session.measured).isEmpty();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void aShortPingEndsTheSession() {
        try (var server = server(ANSWERS);
                var peer = Peer.connect(server.address())) {
            Measuring session = server.next();
            peer.write(new byte[] {8, 0, 102, 0, 1, 2, 3, 4});
            assertThat(session.awaitDisconnect()).asString().startsWith("malformed packet: ping.value at byte 4: ");
        }
    }

    @Test
    void pingsCountInTheRates() {
        SessionOptions few = ANSWERS.withReceiveRates(RateLimit.of(1, 5), RateLimit.unlimited());
        try (var server = server(few);
                var peer = Peer.connect(server.address())) {
            Measuring session = server.next();
            byte[] pings = new byte[10 * SIZE];
            for (int i = 0; i < 10; i++) {
                System.arraycopy(packet(OF_PEER.pingId(), i), 0, pings, i * SIZE, SIZE);
            }
            peer.write(pings);
            Disconnect end = session.awaitDisconnect();
            assertThat(end.reason()).isEqualTo(DisconnectReason.PACKET_RATE_EXCEEDED);
            assertThat(end.detail()).isEqualTo("at id 102");
        }
    }

    /** Whoever floods with pings and reads no answer fills the queue to its soft limit, and no further. */
    @Test
    void answersThatNobodyReadsAreDropped() {
        SessionOptions session = ANSWERS.withoutReceiveRates()
                .withSendQueueSoftLimit(65_535, Duration.ofDays(1))
                .withStallTimeout(Duration.ofDays(1));
        try (var server = server(session);
                var peer = Peer.connect(server.address(), 4096)) {
            server.next();
            byte[] pings = new byte[1000 * SIZE];
            for (int i = 0; i < 1000; i++) {
                System.arraycopy(packet(OF_PEER.pingId(), i), 0, pings, i * SIZE, SIZE);
            }
            Await.until("answers are dropped", () -> {
                peer.write(pings);
                assertThat(server.listener().metrics().bytesQueued()).isLessThanOrEqualTo(65_535);
                return server.listener().metrics().droppedSent() > 1000;
            });
            assertThat(server.listener().metrics().sessionsOpen()).isEqualTo(1);
        }
    }

    /** Such a peer is not sent more pings either, and ends like any other that is silent. */
    @Tag("full")
    @Test
    void aPeerThatDoesNotAnswerIsIdle() {
        try (var server = server(PINGS.withIdleTimeout(Duration.ofMillis(2500)));
                var peer = Peer.connect(server.address())) {
            Measuring session = nextThatMayPing(server, peer);
            assertThat(peer.readToEnd()).as("one ping").hasSize(SIZE);
            peer.end();
            assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.IDLE_TIMED_OUT);
        }
    }

    // ---- peers that are not sent pings

    /** Sends a message after two looks at the clock, at which it would have sent pings, too. */
    private abstract static class AfterTwoLooks extends PacketSession {
        private int looks;

        AfterTwoLooks(int handshake) {
            super(handshake);
        }

        AfterTwoLooks() {}

        @Override
        protected void onIdle() {
            looks++;
            if (looks == 2) {
                afterTwoLooks();
            }
        }

        abstract void afterTwoLooks();

        @Override
        protected void onPacket(PacketReader packet) {}
    }

    private static int firstIdSentBy(PacketSession session, byte[] received) throws IOException {
        SessionOptions options = PINGS.withHeartbeat(SHORT).withAdmission(Duration.ofDays(1), 4096);
        try (Listener listener = Listener.open(
                        Server.anyPort(), Wire.over(ServerOptions.defaults().withSession(options)), () -> session);
                var peer = Peer.connect(listener.localAddress())) {
            peer.write(received);
            return new PacketReader(peer.read(SIZE)).packetId();
        }
    }

    @Test
    void aPeerIsSentNoPingBeforeItIsAdmitted() throws IOException {
        var answer = new CompletableFuture<Boolean>();
        var session = new AfterTwoLooks(Message.ID) {
            @Override
            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                return answer;
            }

            @Override
            void afterTwoLooks() {
                answer.complete(true);
            }

            @Override
            protected void onAdmitted() {
                send(Message.of(2, 2));
            }
        };
        assertThat(firstIdSentBy(session, Message.of(1, 1).toBytes())).isEqualTo(Message.ID);
    }

    /** A peer that must be sent a handshake first would refuse a ping. */
    @Test
    void aPeerThatHasSentNothingIsSentNoPing() throws IOException {
        var session = new AfterTwoLooks() {
            @Override
            void afterTwoLooks() {
                send(Message.of(2, 2));
            }
        };
        assertThat(firstIdSentBy(session, new byte[0])).isEqualTo(Message.ID);
    }

    @Tag("full")
    @Test
    void aPeerOfAVersionWithoutPingsIsSentNone() throws IOException {
        Integer[] ids = {OWN.pingId(), OWN.pongId(), Message.ID};
        ProtocolVersions versions = ProtocolVersions.of(2, 1, ids, id -> id, id -> id == OWN.pongId() ? 2 : 1);
        var session = new AfterTwoLooks(Message.ID) {
            @Override
            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                requireVersion(versions, 1);
                return CompletableFuture.completedFuture(true);
            }

            @Override
            void afterTwoLooks() {
                send(Message.of(2, 2));
            }
        };
        assertThat(firstIdSentBy(session, Message.of(1, 1).toBytes())).isEqualTo(Message.ID);
    }

    @Test
    void theIdsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PingPackets(-1, 2))
                .withMessage("pingId is -1, not 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PingPackets(1, 65_536))
                .withMessage("pongId is 65536, not 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PingPackets(3, 3))
                .withMessage("ping and pong both have the id 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionOptions.forListener().withPing(OWN, Duration.ZERO))
                .withMessageContaining("pingInterval");
    }
}
