package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Guarantee 4: close flushes within a time limit, and abort drops. onDisconnected reports the reason and the number of
 * unsent bytes.
 */
@Tag(Wire.TAG)
class CloseTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Server<RecordingSession> open(Duration closeTimeout) {
        return Server.open(options(closeTimeout), RecordingSession::new);
    }

    private static ServerOptions options(Duration closeTimeout) {
        SessionOptions session = SessionOptions.forListener().withSendQueueLimit(64 << 20);
        return ServerOptions.defaults().withLoops(1).withSession(session.withCloseTimeout(closeTimeout));
    }

    @Test
    void closeFlushesToAPeerThatReadsSlowly() {
        try (var server = open(LONG);
                var peer = Peer.connect(server.address(), 4096)) {
            RecordingSession session = server.next();
            for (int number = 0; number < 50; number++) {
                session.send(new Message(1, number, 10_000));
            }
            session.close();
            assertThat(session.isOpen()).isFalse();
            assertThat(session.send(Message.of(1, 50))).isFalse();

            for (int number = 0; number < 50; number++) {
                assertThat(peer.readMessage().number()).isEqualTo(number);
            }
            assertThat(peer.readToEnd()).isEmpty();
            assertThat(session.disconnected().toCompletableFuture())
                    .as("waits for the peer to end its side")
                    .isNotDone();
            peer.end();

            assertThat(session.awaitDisconnect()).asString().isEqualTo("closed locally");
            assertThat(session.breaches()).isEmpty();
        }
    }

    @Test
    void whatThePeerStillSendsDoesNotResetWhatItHasNotRead() throws Exception {
        class Closing extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                for (int number = 0; number < 30; number++) {
                    send(new Message(1, number, 10_000));
                }
                close();
            }
        }
        try (var server = Server.open(options(LONG), Closing::new);
                var peer = Peer.connect(server.address(), 4096)) {
            Closing session = server.next();
            var flood = new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    peer.write(new Message(2, i, 5000));
                }
                peer.finish();
            });
            flood.start();
            flood.join(); // the server takes and discards all 5 MB before the peer reads a byte
            for (int number = 0; number < 30; number++) {
                assertThat(peer.readMessage().number()).isEqualTo(number);
            }
            assertThat(peer.readToEnd()).isEmpty();
            assertThat(session.awaitDisconnect()).asString().isEqualTo("closed locally");
            session.nextMessage();
            assertThat(session.waitingMessages()).as("messages after the close").isZero();
        }
    }

    /** Sends more than the system's buffers hold, and returns the number of bytes. */
    private static long sendMoreThanFits(RecordingSession session) {
        for (int i = 0; i < 400; i++) {
            assertThat(session.send(Message.ofSize(60_000))).isTrue();
        }
        return 400 * 60_000L;
    }

    @Test
    void abortDropsAndTellsHowMuch() {
        class Aborting extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                send(Message.ofSize(100));
                send(Message.ofSize(50));
                abort();
            }
        }
        try (var server = Server.open(Aborting::new);
                var peer = Peer.connect(server.address())) {
            peer.write(Message.of(1, 1));
            assertThat(server.next().awaitDisconnect()).asString().isEqualTo("aborted locally, 150 bytes unsent");
            assertThat(peer.endsInGoodOrder()).isFalse();
        }
    }

    /** The peer reads all sent bytes while the loop is blocked. A part of a TLS record would be of no use to it. */
    @Test
    void whatIsNotToldAsUnsentIsOnItsWay() {
        try (var server = open(LONG);
                var peer = Peer.connect(server.address(), 4096)) {
            RecordingSession session = server.next();
            Connection connection = ((Session) session).connection();
            long accepted = sendMoreThanFits(session);
            Await.until("the system takes no more", () -> {
                var blocked = new CompletableFuture<Boolean>();
                connection.execute(() -> blocked.complete(connection.isBlocked()));
                return Await.result(blocked);
            });
            var sentBytes = new CompletableFuture<Long>();
            var peerHasRead = new CompletableFuture<Void>();
            connection.execute(() -> {
                sentBytes.complete(session.sentBytes());
                peerHasRead.join();
                session.abort();
            });
            long sent = Await.result(sentBytes);
            try {
                assertThatNoException().as("reading all of it").isThrownBy(() -> peer.read((int) sent));
            } finally {
                peerHasRead.complete(null);
            }
            assertThat(session.awaitDisconnect().unsentBytes()).isPositive().isEqualTo(accepted - sent);
        }
    }

    @Test
    void abortCutsACloseShort() {
        try (var server = open(LONG);
                var peer = Peer.connect(server.address(), 4096)) {
            RecordingSession session = server.next();
            long accepted = sendMoreThanFits(session);
            session.close();
            session.abort();
            Disconnect disconnect = session.awaitDisconnect();
            assertThat(disconnect.reason()).isEqualTo(DisconnectReason.ABORTED_LOCALLY);
            assertThat(disconnect.unsentBytes()).isEqualTo(accepted - session.sentBytes());
            assertThat(peer.endsInGoodOrder()).isFalse();
        }
    }

    @Test
    void aPeerThatClosesIsSentWhatWasQueued() {
        var finished = new CountDownLatch(1);
        class Answering extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                Await.reached(finished);
                send(new Message(1, 1, 20_000));
                send(new Message(1, 2, 40_000));
            }
        }
        try (var server = Server.open(options(LONG), Answering::new);
                var peer = Peer.connect(server.address())) {
            peer.write(Message.of(1, 1)).finish();
            finished.countDown();
            assertThat(peer.readMessage().number()).isEqualTo(1);
            assertThat(peer.readMessage().number()).isEqualTo(2);
            assertThat(peer.readToEnd()).isEmpty();
            assertThat(server.next().awaitDisconnect()).asString().isEqualTo("closed by peer");
        }
    }

    @Test
    void anEndInTheMiddleOfAPacketIsTold() {
        try (var server = open(LONG);
                var peer = Peer.connect(server.address())) {
            peer.write(new byte[] {30, 0, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8}).finish();
            assertThat(server.next().awaitDisconnect())
                    .asString()
                    .isEqualTo("closed by peer: in the middle of a packet (12 of 30 bytes)");
        }
    }

    @Test
    void aResetIsALostConnection() {
        try (var server = open(LONG)) {
            Peer peer = Peer.connect(server.address());
            RecordingSession session = server.next();
            peer.reset();
            Disconnect disconnect = session.awaitDisconnect();
            assertThat(disconnect.reason()).isEqualTo(DisconnectReason.CONNECTION_LOST);
            assertThat(disconnect.cause()).isPresent();
            assertThat(session.remoteAddress()).isNotNull();
            assertThat(session.localAddress()).isEqualTo(server.address());
        }
    }

    @Test
    void listenersAreToldOnceAndMayBeTakenBack() {
        try (var server = open(LONG);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            var told = new AtomicInteger();
            BiConsumer<Session, Disconnect> kept = (ended, disconnect) -> told.incrementAndGet();
            BiConsumer<Session, Disconnect> takenBack = (ended, disconnect) -> told.addAndGet(100);
            assertThat(session.addListener(kept)).isTrue();
            assertThat(session.addListener((ended, disconnect) -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .isTrue();
            assertThat(session.addListener(takenBack)).isTrue();
            session.removeListener(takenBack);
            peer.end();
            session.awaitDisconnect();
            assertThat(told).hasValue(1);
            assertThat(session.addListener(kept)).isFalse();
        }
    }
}
