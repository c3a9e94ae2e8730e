package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketSize;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.send.SendQueue;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Guarantee 2: any thread sends, without waiting for the network. The order of each thread is kept, and a packet is
 * sent whole or not at all.
 */
@Tag(Wire.TAG)
class SendTest {
    private final Server<RecordingSession> server = Server.open(RecordingSession::new);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void keepsEachThreadsOrderWhileReceivingAndWhileOthersDisconnect() throws Exception {
        int senders = 4;
        int each = 3000;
        long seed = System.nanoTime();
        SessionOptions roomy =
                SessionOptions.forListener().withSendQueueLimit(64 << 20).withoutReceiveRates();
        try (var busy = Server.open(
                        ServerOptions.defaults().withSession(roomy).withAcceptsPerSecond(100_000),
                        RecordingSession::new);
                var peer = Peer.connect(busy.address())) {
            RecordingSession session = busy.next();
            List<Thread> threads = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                int sender = s;
                threads.add(new Thread(() -> sendNumbered(session, sender, each, new Random(seed + sender))));
            }
            threads.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    peer.write(Message.of(9, i));
                }
            }));
            threads.add(new Thread(() -> disconnectMany(busy.address())));
            threads.forEach(Thread::start);

            int[] next = new int[senders];
            for (int i = 0; i < senders * each; i++) {
                Message message = peer.readMessage();
                assertThat(message.number()).as("seed %d", seed).isEqualTo(next[message.sender()]++);
            }
            for (int i = 0; i < each; i++) {
                assertThat(session.nextMessage()).isEqualTo(Message.of(9, i));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(session.breaches()).isEmpty();
        }
    }

    /** Sends messages with sizes below and above the limits for a copy, for a chunk and for a single write. */
    private static void sendNumbered(RecordingSession session, int sender, int count, Random random) {
        for (int number = 0; number < count; number++) {
            int padding = random.nextInt(50) == 0 ? random.nextInt(6000) : random.nextInt(60);
            var message = new Message(sender, number, padding);
            boolean accepted = random.nextBoolean() ? session.send(message) : session.send(message.toBytes());
            if (!accepted) {
                throw new AssertionError("refused");
            }
        }
    }

    private static void disconnectMany(InetSocketAddress address) {
        for (int i = 0; i < 200; i++) {
            Peer other = Peer.connect(address);
            other.write(Message.of(0, 0));
            if (i % 2 == 0) {
                other.reset();
            } else {
                other.close();
            }
        }
    }

    @Test
    void doesNotWaitForAPeerThatDoesNotRead() {
        int count = 120;
        try (var peer = Peer.connect(server.address(), 4096)) {
            RecordingSession session = server.next();
            for (int number = 0; number < count; number++) {
                assertThat(session.send(new Message(1, number, 8000))).isTrue();
            }
            for (int number = 0; number < count; number++) {
                assertThat(peer.readMessage().number()).isEqualTo(number);
            }
        }
    }

    /**
     * Sends more than the operating systems of both sides hold, so that the loop has to interrupt its writing many
     * times.
     */
    @Test
    void whoReadsLateIsSentEverything() {
        int count = 400;
        SessionOptions roomy = SessionOptions.forListener().withSendQueueLimit(64 << 20);
        try (var patient = Server.open(ServerOptions.defaults().withSession(roomy), RecordingSession::new);
                var peer = Peer.connect(patient.address())) {
            RecordingSession session = patient.next();
            for (int number = 0; number < count; number++) {
                assertThat(session.send(new Message(1, number, 50_000 + number)))
                        .isTrue();
            }
            for (int number = 0; number < count; number++) {
                assertThat(peer.readMessage()).isEqualTo(new Message(1, number, 50_000 + number));
            }
            Await.until("all told", () -> session.sentBytes() == count * 50_012L + (count - 1) * count / 2);
        }
    }

    @Test
    void aFullQueueEndsThatSessionAndNoOther() {
        try (var mute = Peer.connect(server.address(), 4096)) {
            RecordingSession stalled = server.next();
            try (var reading = Peer.connect(server.address())) {
                RecordingSession other = server.next();
                var large = Message.ofSize(60_000);

                int accepted = 0;
                while (stalled.send(large)) {
                    accepted++;
                }
                Disconnect disconnect = stalled.awaitDisconnect();

                assertThat(disconnect.reason()).isEqualTo(DisconnectReason.SEND_QUEUE_FULL);
                assertThat(disconnect.unsentBytes())
                        .isLessThanOrEqualTo(1 << 20)
                        .isEqualTo(60_000L * accepted - stalled.sentBytes());
                assertThat(stalled.send(large)).isFalse();
                assertThat(mute.endsInGoodOrder()).isFalse();
                other.send(Message.of(1, 1));
                assertThat(reading.readMessage()).isEqualTo(Message.of(1, 1));
            }
        }
    }

    @Test
    void aPacketThatDoesNotFitLeavesTheSessionAsItWas() {
        var tooLarge = new TestPacket() {
            @Override
            public int encodedSize() {
                return PacketSize.add(HEADER_SIZE, MAX_SIZE, "TooLarge.member");
            }
        };
        var failsHalfway = new TestPacket() {
            @Override
            public void write(PacketWriter out) {
                out.writeInt(1);
                throw new IllegalArgumentException("halfway");
            }
        };
        var saysMoreThanItWrites = new TestPacket() {
            @Override
            public void write(PacketWriter out) {
                out.writeInt(1);
            }
        };
        // Sends on the thread of the loop, so that the packets before and after wait in one chunk.
        class Trying extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> send(tooLarge)).isInstanceOf(PacketTooLargeException.class);
                    assertThatThrownBy(() -> send(failsHalfway)).hasMessage("halfway");
                    assertThatThrownBy(() -> send(saysMoreThanItWrites)).isInstanceOf(IllegalStateException.class);
                    send(Message.of(1, i));
                }
            }
        }
        try (var trying = Server.open(Trying::new);
                var peer = Peer.connect(trying.address())) {
            peer.write(Message.of(0, 0));
            for (int i = 0; i < 3; i++) {
                assertThat(peer.readMessage()).isEqualTo(Message.of(1, i));
            }
            Trying session = trying.next();
            assertThat(session.isOpen()).isTrue();
            assertThat(session.nextMessage()).isEqualTo(Message.of(0, 0));
        }
    }

    @Test
    void sendingBeforeTheConnectionIsAFault() {
        var unconnected = new RecordingSession();
        assertThatThrownBy(() -> unconnected.send(Message.of(1, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unconnected.send(new byte[4])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(unconnected::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(unconnected::remoteAddress).isInstanceOf(IllegalStateException.class);
        assertThat(unconnected.isOpen()).isFalse();
    }

    @Test
    void rawBytesAreCopied() {
        try (var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            for (int size : new int[] {0, 100, 10_000}) {
                byte[] bytes = new byte[size];
                session.send(bytes);
                Arrays.fill(bytes, (byte) 1);
                assertThat(peer.read(size)).isEqualTo(new byte[size]);
            }
        }
    }

    @Test
    void broadcastReachesAllThatAreOpen() {
        try (var first = Peer.connect(server.address());
                var second = Peer.connect(server.address());
                var gone = Peer.connect(server.address())) {
            List<RecordingSession> members = new ArrayList<>(List.of(server.next(), server.next(), server.next()));
            members.get(2).abort();
            members.get(2).awaitDisconnect();
            members.add(new RecordingSession());
            for (int size : new int[] {20, SendQueue.COPY_LIMIT, SendQueue.COPY_LIMIT + 1, 60_000}) {
                PacketSession.broadcast(members, Message.ofSize(size));
                assertThat(first.readMessage().encodedSize()).isEqualTo(size);
                assertThat(second.readMessage().encodedSize()).isEqualTo(size);
            }
            assertThat(gone.endsInGoodOrder()).isFalse();
        }
    }

    @Test
    void broadcastTakesWholePacketsOnly() {
        var two = new ByteArrayOutputStream();
        two.writeBytes(Message.of(1, 1).toBytes());
        two.writeBytes(Message.of(1, 2).toBytes());
        try (var peer = Peer.connect(server.address())) {
            List<RecordingSession> members = List.of(server.next());
            PacketSession.broadcast(members, two.toByteArray());
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 2));
            for (byte[] torn : List.of(new byte[] {4}, new byte[] {3, 0, 0}, new byte[] {5, 0, 1, 0})) {
                assertThatThrownBy(() -> PacketSession.broadcast(members, torn))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void anIdleLoopIsWokenByEachThreadsSend() {
        try (var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            for (int i = 0; i < 2000; i++) {
                session.send(Message.of(1, i));
                assertThat(peer.readMessage().number()).isEqualTo(i);
            }
            Await.until("all sent bytes told", () -> session.sentBytes() == 2000L * Message.MIN_SIZE);
        }
    }

    private abstract static class TestPacket implements Packet {
        @Override
        public int packetId() {
            return 1;
        }

        @Override
        public int encodedSize() {
            return 20;
        }

        @Override
        public void write(PacketWriter out) {
            throw new AssertionError("not to be written");
        }
    }
}
