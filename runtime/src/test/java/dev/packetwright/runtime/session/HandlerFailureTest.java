package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketSize;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A handler that throws ends its session, unless the session decides to go on, and the report names the packet. */
@Tag(Wire.TAG)
class HandlerFailureTest {
    private static final Message TRIGGER = Message.of(1, 13);
    private static final int MANY = 1000;

    /** Throws this for each trigger. */
    private static class Failing extends RecordingSession {
        private final Supplier<? extends Throwable> failure;

        /** The failures that the session was asked about. */
        final Queue<RuntimeException> asked = new ConcurrentLinkedQueue<>();

        Failing(Supplier<? extends Throwable> failure) {
            this.failure = failure;
        }

        @Override
        protected void whenReceived(Message message) {
            if (message.equals(TRIGGER)) {
                throwAnyway(failure.get());
            }
        }

        @Override
        protected void onHandlerFailed(PacketReader packet, RuntimeException thrown) {
            assertThat(packet.packetId()).isEqualTo(Message.ID);
            asked.add(thrown);
            decide(thrown);
        }

        /** The default of the runtime. */
        void decide(RuntimeException thrown) {
            throw thrown;
        }
    }

    /** Like {@link Failing}, and goes on. */
    private static final class Keeping extends Failing {
        Keeping(Supplier<? extends Throwable> failure) {
            super(failure);
        }

        @Override
        void decide(RuntimeException thrown) {}
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAnyway(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static <S extends RecordingSession> Disconnect endOf(S session, Consumer<S> alsoCheck) {
        try (var server = Server.open(() -> session);
                var peer = Peer.connect(server.address())) {
            server.next();
            peer.write(TRIGGER);
            Disconnect end = session.awaitDisconnect();
            assertThat(session.breaches()).isEmpty();
            alsoCheck.accept(session);
            return end;
        }
    }

    @Test
    void endsTheSessionAndNamesThePacket() {
        Disconnect end = endOf(
                new RecordingSession() {
                    @Override
                    protected void whenReceived(Message message) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                session -> {});
        assertThat(end.detail()).isEqualTo("at packet 7");
        assertThat(end)
                .asString()
                .isEqualTo("handler failed: at packet 7: java.lang.IllegalStateException: on purpose");
    }

    /** Otherwise nobody would learn of a handler that gives up on its peer and then fails itself. */
    @Test
    void aFailureAfterAnAbortIsInTheLog() {
        try (var log = LogOf.everythingOf(Connection.class)) {
            Disconnect end = endOf(
                    new RecordingSession() {
                        @Override
                        protected void whenReceived(Message message) {
                            abort();
                            throw new IllegalStateException("after that");
                        }
                    },
                    session -> {});
            assertThat(end.reason()).isEqualTo(DisconnectReason.ABORTED_LOCALLY);
            log.awaitLines(1, "a handler failed at packet 7 after the end of the session with");
        }
    }

    /** Generated managers tell the name. */
    @Test
    void namesThePacketAsItsManagerDoes() {
        PacketSession session = new PacketSession() {
            @Override
            protected void onPacket(PacketReader packet) {
                packet.failedAs("C_Chat");
                throw new IllegalStateException("on purpose");
            }

            @Override
            protected void onHandlerFailed(PacketReader packet, RuntimeException failure) {
                assertThat(packet.failedName()).contains("C_Chat");
                throw failure;
            }
        };
        assertThat(endAfterTrigger(session).detail()).isEqualTo("at packet 7 (C_Chat)");
    }

    @Test
    void theNameOfOnePacketIsNotThatOfTheNext() {
        PacketSession session = new PacketSession() {
            private boolean again;

            @Override
            protected void onPacket(PacketReader packet) {
                if (!again) {
                    packet.failedAs("C_First");
                }
                throw new IllegalStateException("on purpose");
            }

            @Override
            protected void onHandlerFailed(PacketReader packet, RuntimeException failure) {
                if (again) {
                    throw failure;
                }
                again = true;
            }
        };
        assertThat(endAfterTrigger(session, TRIGGER, TRIGGER).detail()).isEqualTo("at packet 7");
    }

    private static Disconnect endAfterTrigger(PacketSession session, Message... triggers) {
        try (Listener listener = open(session);
                var peer = Peer.connect(listener.localAddress())) {
            peer.write(TRIGGER);
            for (Message trigger : triggers) {
                peer.writeIfStillConnected(trigger.toBytes());
            }
            return Await.result(session.disconnected());
        }
    }

    private static Listener open(PacketSession session) {
        try {
            return Listener.open(Server.anyPort(), Wire.over(ServerOptions.defaults()), () -> session);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void namesTheMemberThatIsTooLarge() {
        Disconnect end = endOf(
                new Failing(HandlerFailureTest::tooLarge),
                failing -> assertThat(failing.asked).hasSize(1));
        assertThat(end.detail()).isEqualTo("at packet 7, sending S_Chat.text");
        assertThat(end.cause()).containsInstanceOf(PacketTooLargeException.class);
    }

    private static RuntimeException tooLarge() {
        try {
            throw new AssertionError(PacketSize.addBytes(4, 70_000, "S_Chat.text"));
        } catch (PacketTooLargeException tooLarge) {
            return tooLarge;
        }
    }

    @Test
    void aSessionCanGoOnAndItsPeerCannotFillTheLog() {
        var keeping = new Keeping(() -> new IllegalStateException("on purpose"));
        SessionOptions busy = SessionOptions.forListener().withoutReceiveRates();
        try (var log = LogOf.warnings();
                var server = Server.open(ServerOptions.defaults().withSession(busy), () -> keeping);
                var peer = Peer.connect(server.address())) {
            server.next();
            for (int i = 0; i < MANY; i++) {
                peer.write(TRIGGER);
            }
            peer.write(Message.of(2, 2));
            assertThat(keeping.nextMessage()).isEqualTo(Message.of(2, 2));
            assertThat(keeping.asked).hasSize(MANY);
            assertThat(keeping.isOpen()).isTrue();
            assertThat(log.alarms())
                    .hasSizeBetween(1, 20)
                    .allMatch(line -> line.startsWith("WARNING a handler failed at packet 7, the session with /"))
                    .allMatch(line -> line.contains(" is kept") && line.endsWith("IllegalStateException: on purpose"));
        }
    }

    @Test
    void anErrorAlwaysEndsTheSession() {
        Disconnect end = endOf(
                new Keeping(() -> new StackOverflowError("on purpose")),
                keeping -> assertThat(keeping.asked).isEmpty());
        assertThat(end.reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        assertThat(end.detail()).isEqualTo("at packet 7");
        assertThat(end.cause()).containsInstanceOf(StackOverflowError.class);
    }

    @Test
    void aMalformedPacketAlwaysEndsTheSession() {
        Disconnect end = endOf(
                new Keeping(() -> new MalformedPacketException("C_Chat.text", 4, "is not")),
                keeping -> assertThat(keeping.asked).isEmpty());
        assertThat(end).asString().isEqualTo("malformed packet: C_Chat.text at byte 4: is not");
    }

    @Test
    void whatTheDecisionThrowsIsTheCause() {
        var session = new Failing(() -> new IllegalStateException("first")) {
            @Override
            void decide(RuntimeException thrown) {
                throw new IllegalArgumentException("second", thrown);
            }
        };
        Disconnect end = endOf(session, failing -> {});
        assertThat(end).asString().isEqualTo("handler failed: at packet 7: java.lang.IllegalArgumentException: second");
    }

    @Test
    void aDecisionToCloseIsCarriedOut() {
        var session = new Failing(() -> new IllegalStateException("on purpose")) {
            @Override
            void decide(RuntimeException thrown) {
                abort();
            }
        };
        assertThat(endOf(session, failing -> {}).reason()).isEqualTo(DisconnectReason.ABORTED_LOCALLY);
    }

    /** A peer whose handshake was not judged must not go on. */
    @Test
    void aFailingAuthenticateAlwaysEndsTheSession() {
        PacketSession session = new PacketSession(Message.ID) {
            @Override
            protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            protected void onHandlerFailed(PacketReader packet, RuntimeException failure) {}

            @Override
            protected void onPacket(PacketReader packet) {}
        };
        assertThat(endAfterTrigger(session))
                .asString()
                .isEqualTo("handler failed: at packet 7: java.lang.IllegalStateException: on purpose");
    }
}
