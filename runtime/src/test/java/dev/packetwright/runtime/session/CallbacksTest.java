package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 1: callbacks run one at a time, in order, on the loop's thread, with no lock held. */
@Tag(Wire.TAG)
class CallbacksTest {
    @Test
    void nothingIsReceivedBeforeOnConnectedHasReturned() {
        var written = new CountDownLatch(1);
        class Slow extends RecordingSession {
            int waitingWhenConnected = -1;

            @Override
            protected void whenConnected() {
                Await.reached(written);
                waitingWhenConnected = waitingMessages();
            }
        }
        try (var server = Server.open(Slow::new);
                var peer = Peer.connect(server.address())) {
            peer.write(Message.of(1, 1)).write(Message.of(1, 2));
            written.countDown();

            Slow session = server.next();

            assertThat(session.nextMessage().number()).isEqualTo(1);
            assertThat(session.nextMessage().number()).isEqualTo(2);
            assertThat(session.waitingWhenConnected).isZero();
            assertThat(session.breaches()).isEmpty();
        }
    }

    /** If an interrupt stayed pending, the next operation on any channel would close that channel. */
    @Test
    void anInterruptThatACallbackLeavesHitsNobody() {
        class Interrupting extends RecordingSession {
            @Override
            protected void whenConnected() {
                interrupt();
            }

            @Override
            protected void whenReceived(Message message) {
                interrupt();
                for (int i = 0; i < 3; i++) { // more than one write can take, so that a callback comes in between
                    send(new Message(1, message.number(), 60_000));
                }
            }

            @Override
            protected void whenSent(long bytes) {
                interrupt();
            }

            private void interrupt() {
                if (Thread.currentThread().isInterrupted()) {
                    breaches().add("interrupted by another callback");
                }
                Thread.currentThread().interrupt();
            }
        }
        try (var server = Server.open(ServerOptions.defaults().withLoops(1), Interrupting::new)) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                peers.add(Peer.connect(server.address()));
            }
            for (int number = 0; number < 20; number++) {
                for (Peer peer : peers) {
                    peer.write(Message.of(1, number));
                }
                for (Peer peer : peers) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(peer.readMessage().number()).isEqualTo(number);
                    }
                }
            }
            assertThat(server.sessions()).allMatch(session -> session.breaches().isEmpty());
            peers.forEach(Peer::close);
        }
    }

    @Test
    void endingInACallbackNeverNestsAnother() {
        class EndsItself extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                send(message);
                if (message.number() == 0) {
                    close();
                } else {
                    abort();
                }
                send(message);
            }
        }
        try (var server = Server.open(EndsItself::new)) {
            for (int number = 0; number < 2; number++) {
                try (var peer = Peer.connect(server.address())) {
                    var both = new ByteArrayOutputStream();
                    both.writeBytes(Message.of(1, number).toBytes());
                    both.writeBytes(Message.of(1, 99).toBytes());
                    peer.write(both.toByteArray());
                    peer.endsInGoodOrder(); // the result does not matter
                    peer.end();
                    EndsItself session = server.next();
                    session.awaitDisconnect();
                    assertThat(session.breaches()).isEmpty();
                    assertThat(session.nextMessage().number()).isEqualTo(number);
                    assertThat(session.waitingMessages())
                            .as("messages after the end")
                            .isZero();
                }
            }
        }
    }

    @Test
    void closingInOnConnectedEndsInOrder() {
        class Unwelcoming extends RecordingSession {
            @Override
            protected void whenConnected() {
                send(Message.of(1, 1));
                close();
            }
        }
        try (var server = Server.open(Unwelcoming::new);
                var peer = Peer.connect(server.address())) {
            assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
            assertThat(peer.readToEnd()).isEmpty();
            peer.end();
            Unwelcoming session = server.next();
            assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.CLOSED_LOCALLY);
            assertThat(session.breaches()).isEmpty();
        }
    }

    @Test
    void noLockIsHeldInCallbacks() {
        ExecutorService others = Executors.newSingleThreadExecutor();
        class Waiting extends RecordingSession {
            final AtomicInteger uses = new AtomicInteger();
            int usesBeforeTheLast;

            @Override
            protected void whenConnected() {
                usedByAnotherThread();
            }

            @Override
            protected void whenReceived(Message message) {
                usedByAnotherThread();
            }

            @Override
            protected void whenSent(long bytes) {
                usedByAnotherThread();
            }

            @Override
            protected void whenDisconnected(Disconnect disconnect) {
                usesBeforeTheLast = uses.get();
                usedByAnotherThread();
            }

            /** An assertion that fails here appears as the reason of the session's end, or as a missing use. */
            private void usedByAnotherThread() {
                BiConsumer<Session, Disconnect> listener = (session, disconnect) -> {};
                var used = new CountDownLatch(1);
                others.execute(() -> {
                    addListener(listener);
                    removeListener(listener);
                    if (uses.get() < 10) {
                        send(Message.of(2, 2));
                    } else {
                        close();
                    }
                    used.countDown();
                });
                Await.reached(used);
                uses.incrementAndGet();
            }
        }
        try (var server = Server.open(Waiting::new);
                var peer = Peer.connect(server.address())) {
            peer.write(Message.of(1, 1)).finish();
            Waiting session = server.next();
            Disconnect disconnect = session.awaitDisconnect();
            assertThat(disconnect.cause()).isEmpty();
            assertThat(session.usesBeforeTheLast).isGreaterThanOrEqualTo(3);
            assertThat(session.uses).hasValue(session.usesBeforeTheLast + 1);
            assertThat(session.breaches()).isEmpty();
        } finally {
            others.shutdown();
        }
    }

    @Test
    void onSentTellsEveryByte() {
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            session.send(Message.ofSize(100));
            session.send(Message.ofSize(50_000));
            session.send(new byte[] {12, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            peer.read(100 + 50_000 + 12);
            Await.until("all sent bytes told", () -> session.sentBytes() == 100 + 50_000 + 12);
        }
    }
}
