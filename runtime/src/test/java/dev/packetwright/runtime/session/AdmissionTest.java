package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session accepts only the handshake from a peer that has not been admitted. */
@Tag(Wire.TAG)
class AdmissionTest {
    private static final byte[] HANDSHAKE = {4, 0, 1, 0};
    private static final byte[] OTHER = {4, 0, 2, 0};

    private static class Guarded extends PacketSession {
        final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        Guarded() {
            super(1);
        }

        Guarded(int... others) {
            super(1, others);
        }

        @Override
        protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
            calls.add("authenticate " + handshake.packetId());
            return answer;
        }

        @Override
        protected void onAdmitted() {
            calls.add("admitted");
        }

        @Override
        protected void onPacket(PacketReader packet) {
            calls.add("packet " + packet.packetId());
        }
    }

    private final BlockingQueue<Guarded> sessions = new LinkedBlockingQueue<>();
    private Listener listener = open(SessionOptions.forListener(), new Guarded());
    private Peer peer = Peer.connect(listener.localAddress());

    private Listener open(SessionOptions options, Guarded session) {
        try {
            return Listener.open(
                    dev.packetwright.runtime.testing.Server.anyPort(),
                    Wire.over(ServerOptions.defaults().withSession(options)),
                    () -> {
                        sessions.add(session);
                        return session;
                    });
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void reopen(SessionOptions options, Guarded session) {
        close();
        sessions.clear();
        listener = open(options, session);
        peer = Peer.connect(listener.localAddress());
    }

    @AfterEach
    void close() {
        peer.close();
        listener.close();
    }

    private Disconnect end(Guarded session) {
        return Await.result(session.disconnected());
    }

    @Test
    void packetsComeAfterTheAnswer() {
        Guarded session = Await.next(sessions);
        peer.write(HANDSHAKE).write(OTHER);
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 1");
        peer.write(OTHER);
        answerFromElsewhere(session, true);
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
        peer.write(HANDSHAKE);
        assertThat(Await.next(session.calls)).as("is a packet like others now").isEqualTo("packet 1");
    }

    /** Generated code has the ids of the handshakes as a list. */
    @Test
    void theHandshakesCanBeThoseOfTheProtocol() {
        class OfProtocol extends PacketSession {
            private final BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();

            OfProtocol(List<Integer> handshakes) {
                super(handshakes);
            }

            @Override
            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                asked.add(handshake.packetId());
                return CompletableFuture.completedFuture(true);
            }

            @Override
            protected void onPacket(PacketReader packet) {}
        }
        for (byte id : new byte[] {1, 2, 3}) {
            var session = new OfProtocol(List.of(1, 3));
            try (Listener guarded = open(session);
                    var another = Peer.connect(guarded.localAddress())) {
                another.write(new byte[] {4, 0, id, 0});
                if (id == 2) {
                    assertThat(Await.result(session.disconnected()).reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
                } else {
                    assertThat(Await.next(session.asked)).isEqualTo((int) id);
                }
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfProtocol(List.of()))
                .withMessageContaining("handshakeIds is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfProtocol(List.of(1, 65_536)))
                .withMessageContaining("handshakeId");
    }

    private static Listener open(PacketSession session) {
        try {
            return Listener.open(
                    dev.packetwright.runtime.testing.Server.anyPort(),
                    Wire.over(ServerOptions.defaults()),
                    () -> session);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void answerFromElsewhere(Guarded session, boolean answer) {
        new Thread(() -> session.answer.complete(answer)).start();
    }

    @Test
    void anAnswerAtOnceIsAsGood() {
        Guarded session = Await.next(sessions);
        session.answer.complete(true);
        peer.write(concat(HANDSHAKE, OTHER));
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 1");
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
    }

    /**
     * The packets have been received, and under TLS decrypted, before the answer. The peer sends no further byte that
     * could trigger their delivery.
     */
    @Test
    void whatCameAlongIsHandedOnByTheAnswerAlone() {
        Guarded session = Await.next(sessions);
        peer.write(concat(HANDSHAKE, concat(OTHER, OTHER)));
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 1");
        answerFromElsewhere(session, true);
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
    }

    /** The loop is busy until everything is sent, so that it receives all of it in one read. */
    @Test
    void whoEndsTheStreamRightAfterwardsIsHeardNevertheless() {
        Guarded session = Await.next(sessions);
        Await.until("connected", session::isOpen);
        var allSent = new CountDownLatch(1);
        ((Session) session).connection().execute(() -> Await.reached(allSent));
        peer.write(HANDSHAKE).write(OTHER).finish();
        allSent.countDown();
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 1");
        assertThat(session.isOpen()).isTrue();
        answerFromElsewhere(session, true);
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
        assertThat(end(session)).asString().isEqualTo("closed by peer");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void anotherPacketFirstIsRefused() {
        Guarded session = Await.next(sessions);
        peer.write(concat(OTHER, HANDSHAKE));
        assertThat(end(session)).asString().isEqualTo("not admitted: packet 2 came before the handshake");
        assertThat(session.calls).isEmpty();
        assertThat(listener.metrics().disconnects(DisconnectReason.NOT_ADMITTED))
                .isEqualTo(1);
    }

    @Test
    void whoIsRejectedIsToldWhy() {
        Guarded session = Await.next(sessions);
        peer.write(concat(HANDSHAKE, OTHER));
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 1");
        session.send(Message.of(1, 1));
        answerFromElsewhere(session, false);
        assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
        assertThat(peer.readToEnd()).isEmpty();
        peer.end();
        assertThat(end(session)).asString().isEqualTo("admission rejected");
        assertThat(session.calls).isEmpty();
    }

    /** A player who comes back sends another packet first than one who logs in. */
    @Test
    void thereMayBeSeveralHandshakes() {
        byte[] back = {4, 0, 3, 0};
        reopen(SessionOptions.forListener(), new Guarded(2, 3));
        Guarded session = Await.next(sessions);
        assertThat(session.isAdmitted()).isFalse();
        peer.write(concat(back, OTHER));
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 3");
        assertThat(session.isAdmitted()).isFalse();
        session.answer.complete(true);
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
        assertThat(session.isAdmitted()).isTrue();
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
        peer.end();
        end(session);
        assertThat(session.isAdmitted()).as("in onDisconnected, too").isTrue();
    }

    @Test
    void anAnswerThatFailsIsAFailureOfTheHandler() {
        Guarded session = Await.next(sessions);
        peer.write(HANDSHAKE);
        session.answer.completeExceptionally(new IllegalStateException("on purpose"));
        Disconnect disconnect = end(session);
        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        assertThat(Objects.requireNonNull(disconnect.cause().orElse(null))).hasMessage("on purpose");
    }

    @Test
    void aPeerThatSaysTooMuchIsCut() {
        Guarded session = Await.next(sessions);
        byte[] large = new byte[5000];
        large[0] = (byte) (8000 & 0xff);
        large[1] = (byte) (8000 >> 8);
        large[2] = 1;
        peer.writeIfStillConnected(large);
        assertThat(end(session).reason()).isEqualTo(DisconnectReason.ADMISSION_TOO_LARGE);
        assertThat(session.calls).isEmpty();
    }

    @Test
    void whatThePeerSendsMeanwhileIsNotRead() {
        Guarded session = Await.next(sessions);
        peer.write(HANDSHAKE);
        assertThat(Await.next(session.calls)).isEqualTo("authenticate 1");
        for (int i = 0; i < 2000; i++) {
            peer.write(OTHER); // 8 KB in total, more than a session reads from a peer that is not admitted
        }
        session.answer.complete(true);
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
        assertThat(Await.next(session.calls)).isEqualTo("packet 2");
    }

    @Test
    void anotherProtocolIsRefused() {
        var session = new Guarded() {
            @Override
            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                send(Message.of(1, 1));
                requireProtocol(0x0123, 0x4567);
                return answer;
            }
        };
        reopen(SessionOptions.forListener(), session);
        peer.write(HANDSHAKE);
        assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
        peer.finish();
        assertThat(end(session))
                .asString()
                .isEqualTo("protocol mismatch: ours is 0000000000000123, theirs is 0000000000004567");
    }

    @Test
    void theSameProtocolIsNot() {
        var session = new Guarded() {
            @Override
            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                requireProtocol(0x0123, 0x0123);
                return CompletableFuture.completedFuture(true);
            }
        };
        reopen(SessionOptions.forListener(), session);
        peer.write(HANDSHAKE);
        assertThat(Await.next(session.calls)).isEqualTo("admitted");
    }
}
