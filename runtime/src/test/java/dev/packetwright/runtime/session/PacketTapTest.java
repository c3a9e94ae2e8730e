package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.ProtocolVersions;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tap sees each packet whole, once and in order, and nobody notices it. */
@Tag(Wire.TAG)
class PacketTapTest {
    private static final Message GO = Message.of(0, 0);
    private static final SessionOptions COUNTING = SessionOptions.forListener().withPacketCounts(true);

    private static List<Byte> bytes(Packet packet) {
        return RecordingTap.listOf(packet.toBytes());
    }

    /** Runs an action in the session for each message that it receives. */
    private abstract static class Acting extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            act();
        }

        abstract void act();
    }

    private static <S extends RecordingSession> Server<S> server(Supplier<S> factory) {
        return Server.open(ServerOptions.defaults().withLoops(1).withSession(COUNTING), factory);
    }

    @Test
    void seesWhatIsReceivedBeforeTheSessionDoes() {
        var tap = new RecordingTap();
        var seenBefore = new AtomicInteger();
        try (var server = server(() -> new Acting() {
                    @Override
                    void act() {
                        seenBefore.set(tap.all().size());
                    }
                });
                var peer = Peer.connect(server.address())) {
            server.listener().addTap(tap);
            peer.write(Message.of(1, 1)).write(Message.of(1, 2)).write(Message.ofSize(Message.MIN_SIZE + 500));
            RecordingSession session = server.next();
            List.of(1, 2, 3).forEach(each -> session.nextMessage());

            assertThat(seenBefore).hasValue(3);
            assertThat(tap.packets("received"))
                    .containsExactly(
                            bytes(Message.of(1, 1)),
                            bytes(Message.of(1, 2)),
                            bytes(Message.ofSize(Message.MIN_SIZE + 500)));
            assertThat(tap.all()).allSatisfy(seen -> {
                assertThat(seen.session()).isSameAs(session);
                assertThat(seen.thread()).startsWith("packetwright-listener");
            });
        }
    }

    /** Each way to send, and what the peer gets of it, is what the tap sees. */
    @Test
    void seesEveryWayToSend() {
        var tap = new RecordingTap();
        var group = new SessionGroup<RecordingSession>();
        try (var server = server(() -> new Acting() {
                    @Override
                    void act() {
                        sendInEveryWay(this, group);
                    }
                });
                var peer = Peer.connect(server.address())) {
            group.enter(server.next());
            server.listener().addTap(tap);
            peer.write(GO);
            List<List<Byte>> expected = IntStream.rangeClosed(1, 13)
                    .mapToObj(number -> bytes(Message.of(9, number)))
                    .toList();
            List<List<Byte>> got =
                    expected.stream().map(each -> bytes(peer.readMessage())).toList();

            assertThat(got).isEqualTo(expected);
            assertThat(tap.packets("sent")).isEqualTo(expected);
        }
    }

    private static void sendInEveryWay(RecordingSession session, SessionGroup<RecordingSession> group) {
        List<RecordingSession> alone = List.of(session);
        session.send(Message.of(9, 1));
        session.send(Message.of(9, 2), Delivery.droppable());
        session.send(Message.of(9, 3), Delivery.latest("key"));
        session.sendToAnyVersion(Message.of(9, 4));
        PacketSession.broadcast(alone, Message.of(9, 5));
        PacketSession.broadcast(alone, twoOf(6, 7));
        PacketSession.broadcast(alone, member -> Message.of(9, 8).toBytes());
        group.broadcast(Message.of(9, 9));
        group.add(Message.of(9, 10));
        group.addExcept(new RecordingSession(), Message.of(9, 11));
        group.add(Message.of(9, 12), Delivery.latest("other"));
        group.flush();
        session.send(Message.of(9, 13).toBytes());
    }

    private static byte[] twoOf(int first, int second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(Message.of(9, first).toBytes());
        both.writeBytes(Message.of(9, second).toBytes());
        return both.toByteArray();
    }

    @Test
    void doesNotSeeWhatWasReplacedDroppedOrWithheld() {
        var tap = new RecordingTap();
        var soft = ServerOptions.defaults().session().withSendQueueSoftLimit(200, Duration.ofMinutes(1));
        try (var server = Server.open(ServerOptions.defaults().withLoops(1).withSession(soft), () -> new Acting() {
                    @Override
                    void act() {
                        send(Message.of(1, 1), Delivery.latest("place"));
                        send(Message.of(1, 2), Delivery.latest("place"));
                        send(Message.ofSize(250), Delivery.droppable());
                        var versions = ProtocolVersions.of(2, 1, new Integer[] {Message.ID}, id -> id, since -> 2);
                        requireVersion(versions, 1);
                        send(Message.of(1, 3));
                        sendToAnyVersion(Message.of(1, 4));
                    }
                });
                var peer = Peer.connect(server.address())) {
            server.listener().addTap(tap);
            peer.write(GO);

            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 2));
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 4));
            assertThat(tap.packets("sent")).containsExactly(bytes(Message.of(1, 2)), bytes(Message.of(1, 4)));
            RuntimeMetrics metrics = server.listener().metrics();
            assertThat(metrics.droppedSent() + metrics.replacedSent() + metrics.withheldSent())
                    .isEqualTo(3);
        }
    }

    /** Packets of all sizes up to the largest, to a peer that reads slowly, so that writes end within packets. */
    @Test
    void seesPacketsWholeHoweverTheyAreWritten() {
        long seed = new Random().nextLong();
        System.out.println("seed of the packets: " + seed);
        var random = new Random(seed);
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int size = random.nextInt(10) == 0 ? Packet.MAX_SIZE - random.nextInt(100) : 12 + random.nextInt(3_000);
            sent.add(new Message(i, i, size - Message.MIN_SIZE));
        }
        var tap = new RecordingTap();
        var options =
                ServerOptions.defaults().session().withSendQueueLimit(16 << 20).withMaxSentPacketSize(Packet.MAX_SIZE);
        try (var server =
                        Server.open(ServerOptions.defaults().withLoops(1).withSession(options), RecordingSession::new);
                var peer = Peer.connect(server.address(), 4_096)) {
            RecordingSession session = server.next();
            server.listener().addTap(tap);
            sent.forEach(message -> assertThat(session.send(message)).isTrue());
            for (Message message : sent) {
                assertThat(peer.readMessage()).isEqualTo(message);
            }
            assertThat(tap.packets("sent"))
                    .isEqualTo(sent.stream().map(PacketTapTest::bytes).toList());
        }
    }

    @Test
    void comesAndGoesWhileTheServerRuns() {
        var tap = new RecordingTap();
        try (var server = server(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            peer.write(Message.of(1, 1));
            session.nextMessage();
            server.listener().addTap(tap);
            peer.write(Message.of(1, 2));
            session.nextMessage();
            try (var second = Peer.connect(server.address())) {
                second.write(Message.of(1, 3));
                server.next().nextMessage();
            }
            assertThat(server.listener().removeTap(tap)).isTrue();
            peer.write(Message.of(1, 4));
            session.nextMessage();

            assertThat(tap.packets("received")).containsExactly(bytes(Message.of(1, 2)), bytes(Message.of(1, 3)));
            assertThat(server.listener().removeTap(tap)).isFalse();
        }
    }

    @Test
    void seesTheSessionsOfConnectorsToo() throws Exception {
        var tap = new RecordingTap();
        try (var server = server(() -> new Acting() {
                    @Override
                    void act() {
                        send(Message.of(2, 2));
                    }
                });
                var connector = Connector.open(Wire.over(ConnectorOptions.defaults()))) {
            connector.addTap(tap);
            RecordingSession client =
                    connector.connect(server.address(), RecordingSession::new).get();
            client.send(Message.of(1, 1));
            client.nextMessage();

            assertThat(tap.packets("sent")).containsExactly(bytes(Message.of(1, 1)));
            assertThat(tap.packets("received")).containsExactly(bytes(Message.of(2, 2)));
            assertThat(connector.removeTap(tap)).isTrue();
        }
    }

    /** The handshake is a packet like others, and so is the one behind it. */
    @Test
    void seesTheHandshake() throws IOException {
        var tap = new RecordingTap();
        var delivered = new CountDownLatch(1);
        try (var listener = Listener.open(
                        Server.anyPort(), Wire.over(ServerOptions.defaults()), () -> new PacketSession(Message.ID) {
                            @Override
                            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                                return CompletableFuture.completedFuture(true);
                            }

                            @Override
                            protected void onPacket(PacketReader packet) {
                                delivered.countDown();
                            }
                        });
                var peer = Peer.connect(listener.localAddress())) {
            listener.addTap(tap);
            peer.write(Message.of(5, 5)).write(Message.of(6, 6));
            Await.reached(delivered);

            assertThat(tap.packets("received")).containsExactly(bytes(Message.of(5, 5)), bytes(Message.of(6, 6)));
        }
    }

    /** A tap that fails in every way: neither the session nor the sender notices, and the log stays short. */
    @Test
    void mayFail() {
        var calls = new AtomicInteger();
        var interrupted = new AtomicInteger();
        var good = new RecordingTap();
        PacketTap bad = new PacketTap() {
            @Override
            public void onReceived(PacketSession session, ByteBuffer packet) {
                fail();
            }

            @Override
            public void onSent(PacketSession session, ByteBuffer packet) {
                fail();
            }

            private void fail() {
                calls.incrementAndGet();
                Thread.currentThread().interrupt();
                throw new AssertionError("a bad tap");
            }
        };
        try (var log = LogOf.warnings();
                var server = server(() -> new Acting() {
                    @Override
                    void act() {
                        interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                        send(GO);
                    }
                });
                var peer = Peer.connect(server.address())) {
            server.listener().addTap(bad);
            server.listener().addTap(good);
            for (int i = 0; i < 200; i++) {
                peer.write(GO);
                assertThat(peer.readMessage()).isEqualTo(GO);
            }
            assertThat(calls).hasValue(400);
            assertThat(interrupted).hasValue(0);
            assertThat(good.all()).hasSize(400);
            assertThat(log.alarms())
                    .hasSizeBetween(1, 60)
                    .allSatisfy(line -> assertThat(line).contains("a packet tap failed", "a bad tap"));
            assertThat(server.next().breaches()).isEmpty();
        }
    }

    /** Bytes that are no packets are sent as before; after them, nobody knows where the next packet begins. */
    @Test
    void letsRawBytesThrough() {
        var tap = new RecordingTap();
        try (var server = server(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            server.listener().addTap(tap);
            RecordingSession session = server.next();
            session.send(Message.of(1, 1));
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
            for (String raw : List.of("abc", "\0\0\0\0", "HTTP/1.1 200 OK", "x")) {
                byte[] bytes = raw.getBytes(StandardCharsets.US_ASCII);
                session.send(bytes);
                assertThat(peer.read(bytes.length)).isEqualTo(bytes);
            }
            session.send(Message.of(1, 2));
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 2));

            assertThat(tap.packets("sent")).containsExactly(bytes(Message.of(1, 1)));
        }
    }

    /** Without counts, nobody follows the sent bytes while no tap is on. A tap still sees only whole packets. */
    @Test
    void seesPacketsWithoutCounts() {
        var tap = new RecordingTap();
        try (var server = Server.open(ServerOptions.defaults(), RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            for (int round = 1; round <= 20; round++) {
                session.send(Message.of(round, 1));
                assertThat(peer.readMessage()).isEqualTo(Message.of(round, 1));
                Await.until(
                        "the queue is written",
                        () -> server.listener().metrics().bytesQueued() == 0);
                server.listener().addTap(tap);
                session.send(Message.of(round, 2));
                assertThat(peer.readMessage()).isEqualTo(Message.of(round, 2));
                peer.write(Message.of(round, 3));
                session.nextMessage();
                server.listener().removeTap(tap);
                assertThat(tap.packets("sent")).hasSize(round).last().isEqualTo(bytes(Message.of(round, 2)));
                assertThat(tap.packets("received")).hasSize(round).last().isEqualTo(bytes(Message.of(round, 3)));
            }
            assertThat(server.listener().packetCounts()).isEmpty();
        }
    }

    @Test
    void countsPacketsByIdInBothDirections() {
        try (var server = server(() -> new Acting() {
                    @Override
                    void act() {
                        send(Message.of(1, 1));
                        send(Message.of(1, 2));
                    }
                });
                var peer = Peer.connect(server.address())) {
            assertThat(server.listener().packetCounts()).isEmpty();
            peer.write(Message.ofSize(100));
            peer.read(2 * Message.MIN_SIZE);
            server.next().nextMessage();

            assertThat(server.listener().packetCounts())
                    .containsExactly(new PacketCount(Message.ID, 1, 100, 2, 2 * Message.MIN_SIZE));
        }
    }

    /** A peer that sends every id takes no place from other packets: each is counted exactly, on both loops. */
    @Test
    void countsEveryIdExactly() throws IOException {
        var received = new AtomicInteger();
        ServerOptions options = ServerOptions.defaults().withLoops(2).withSession(COUNTING.withoutReceiveRates());
        try (var listener = Listener.open(Server.anyPort(), Wire.over(options), () -> new PacketSession() {
            @Override
            protected void onPacket(PacketReader packet) {
                received.incrementAndGet();
            }
        })) {
            for (int round = 1; round <= 2; round++) {
                try (var peer = Peer.connect(listener.localAddress())) {
                    peer.write(everyId());
                    int all = round * 65_536;
                    Await.until("all packets are there", () -> received.get() == all);
                }
            }
            List<PacketCount> expected = IntStream.range(0, 65_536)
                    .mapToObj(id -> new PacketCount(id, 2, 8, 0, 0))
                    .toList();
            assertThat(listener.packetCounts()).isEqualTo(expected);
        }
    }

    private static byte[] everyId() {
        ByteBuffer all = ByteBuffer.allocate(4 * 65_536).order(ByteOrder.LITTLE_ENDIAN);
        for (int id = 0; id < 65_536; id++) {
            all.putShort((short) 4).putShort((short) id);
        }
        return all.array();
    }
}
