package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Fault;
import dev.packetwright.runtime.testing.FaultProxy;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests of sessions on networks that slice, delay, stall, cut and corrupt. A broken session ends with a reason, and
 * other sessions are not affected.
 */
@Tag(Wire.TAG)
class NetworkFaultsTest {
    /** More bytes than the handshake and the messages of a test have in each direction. */
    private static final long ALL_STAGES = Wire.isTls() ? 2500 : Wire.isWebSocket() ? 340 : 80;

    private static final long STEP = Wire.isTls() ? 37 : 1;
    private static final int MESSAGES = 5;

    private final Server<Echoing> server = Server.open(options(), Echoing::new);
    private final Connector connector = connector();

    private static final class Echoing extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            send(message);
        }
    }

    /** Options for a single loop. If a fault of one connection stopped the loop, all connections would stop. */
    private static ServerOptions options() {
        return ServerOptions.defaults().withLoops(1);
    }

    private static Connector connector() {
        try {
            return Connector.open(Wire.over(ConnectorOptions.defaults()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    private RecordingSession connect(InetSocketAddress address) {
        return Await.result(connector.connect(address, RecordingSession::new));
    }

    private void assertServesOthers() {
        RecordingSession client = connect(server.address());
        client.send(Message.of(1, 1));
        assertThat(client.nextMessage()).isEqualTo(Message.of(1, 1));
        client.abort();
    }

    @Test
    void oneByteAtATime() {
        assertNothingIsLost(Fault.slices(1), Fault.slices(1));
    }

    @Test
    void inPiecesThatAreLate() {
        long seed = System.nanoTime();
        System.out.println("NetworkFaultsTest.inPiecesThatAreLate: seed " + seed);
        assertNothingIsLost(Fault.delays(seed), Fault.delays(seed + 1));
    }

    private void assertNothingIsLost(Fault toServer, Fault toClient) {
        try (var proxy = FaultProxy.open(server.address(), toServer, toClient)) {
            RecordingSession client = connect(proxy.address());
            for (int number = 0; number < 30; number++) {
                client.send(new Message(1, number, number * 30));
            }
            for (int number = 0; number < 30; number++) {
                assertThat(client.nextMessage()).isEqualTo(new Message(1, number, number * 30));
            }
            client.close();
            assertThat(client.awaitDisconnect()).asString().isEqualTo("closed locally");
            assertThat(server.next().awaitDisconnect()).asString().isEqualTo("closed by peer");
        }
    }

    @Test
    void whatIsStalledGoesOn() {
        var goOn = new CountDownLatch(1);
        try (var proxy = FaultProxy.open(server.address(), Fault.none(), Fault.stallsAt(ALL_STAGES, goOn))) {
            RecordingSession client = connect(proxy.address());
            for (int number = 0; number < 20; number++) {
                client.send(new Message(1, number, 1000));
            }
            Await.until("all sent", () -> client.sentBytes() == 20 * (1000 + Message.MIN_SIZE));
            assertServesOthers();
            goOn.countDown();
            for (int number = 0; number < 20; number++) {
                assertThat(client.nextMessage().number()).isEqualTo(number);
            }
        }
    }

    @Test
    void aResetAtEveryStage() {
        assertEndsAtEveryStage(Fault::resetsAt);
    }

    @Test
    void aStreamThatEndsAtEveryStage() {
        assertEndsAtEveryStage(Fault::endsAt);
    }

    /**
     * The messages that arrive before a connection ends are the first of those that were sent, and possibly not all of
     * them.
     */
    private void assertEndsAtEveryStage(LongFunction<Fault> fault) {
        for (long position = 0; position < ALL_STAGES; position += STEP) {
            endAt(fault.apply(position), Fault.none());
            endAt(Fault.none(), fault.apply(position));
        }
        assertServesOthers();
        assertAllHaveEnded();
    }

    private void endAt(Fault toServer, Fault toClient) {
        try (var proxy = FaultProxy.open(server.address(), toServer, toClient)) {
            talk(connector.connect(proxy.address(), RecordingSession::new), 0);
        }
    }

    /**
     * Sends some messages, which are echoed until the connection breaks. The echoes must be the first of the sent
     * messages.
     */
    private static void talk(CompletableFuture<RecordingSession> connecting, int padding) {
        RecordingSession client;
        try {
            client = Await.result(connecting);
        } catch (CompletionException failed) {
            assertThat(failed).hasCauseInstanceOf(IOException.class);
            return;
        }
        for (int number = 0; number < MESSAGES; number++) {
            client.send(new Message(1, number, padding));
        }
        Await.until("an end or an answer", () -> !client.isOpen() || client.waitingMessages() == MESSAGES);
        client.close();
        client.awaitDisconnect();
        int received = client.waitingMessages();
        for (int number = 0; number < received; number++) {
            assertThat(client.nextMessage()).isEqualTo(new Message(1, number, padding));
        }
        assertThat(client.breaches()).isEmpty();
    }

    private void assertAllHaveEnded() {
        for (RecordingSession session : server.sessions()) {
            session.awaitDisconnect();
            assertThat(session.breaches()).isEmpty();
        }
    }

    /** Without TLS, the corruption cannot be detected. With TLS, no wrong byte ever reaches a session. */
    @Test
    void aBitThatIsTurnedAtAnyStage() {
        for (long position = 0; position < ALL_STAGES; position += STEP) {
            for (boolean toServer : new boolean[] {true, false}) {
                Fault fault = Fault.corruptsAt(position);
                try (var proxy = FaultProxy.open(
                        server.address(), toServer ? fault : Fault.none(), toServer ? Fault.none() : fault)) {
                    if (Wire.isTls()) {
                        // Enough bytes to fill a record whose declared length is too large.
                        talk(connector.connect(proxy.address(), RecordingSession::new), 8000);
                    } else {
                        connect(proxy.address()).send(Message.of(1, 1));
                    }
                }
            }
        }
        assertServesOthers();
        assertAllHaveEnded();
    }

    /** The peer is gone, and the network never reports it. */
    @Test
    void halfOpenPeersCostABoundedTimeAndMemory() {
        int count = 20;
        var never = new CountDownLatch(1);
        SessionOptions impatient = SessionOptions.forListener().withCloseTimeout(Duration.ofMillis(100));
        try (var hasty = Server.open(options().withSession(impatient), RecordingSession::new);
                var proxy = FaultProxy.open(
                        hasty.address(), Fault.stallsAt(ALL_STAGES, never), Fault.stallsAt(ALL_STAGES, never))) {
            List<RecordingSession> halfOpen = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                connect(proxy.address()).send(Message.ofSize(5000)); // the proxy stalls after these bytes
                halfOpen.add(hasty.next());
            }
            RecordingSession client = connect(hasty.address());
            RecordingSession session = hasty.next();
            for (RecordingSession gone : halfOpen) {
                while (gone.send(Message.ofSize(60_000))) {
                    // until the send queue is full
                }
                Disconnect disconnect = gone.awaitDisconnect();
                assertThat(disconnect.reason()).isEqualTo(DisconnectReason.SEND_QUEUE_FULL);
                assertThat(disconnect.unsentBytes()).isLessThanOrEqualTo(impatient.sendQueueLimit());
            }
            session.send(Message.of(1, 1));
            assertThat(client.nextMessage()).isEqualTo(Message.of(1, 1));

            connect(proxy.address()).send(Message.ofSize(5000));
            RecordingSession last = hasty.next();
            last.close();
            assertThat(last.awaitDisconnect().reason()).isEqualTo(DisconnectReason.CLOSE_TIMED_OUT);
            never.countDown();
        }
    }

    @Test
    void aSlowReaderAmongAHundred() {
        int count = 100;
        try (var mute = Peer.connect(server.address(), 4096)) {
            List<RecordingSession> members = new ArrayList<>(List.of(server.next()));
            List<RecordingSession> clients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                clients.add(connect(server.address()));
                members.add(server.next());
            }
            RecordingSession slow = members.get(0);
            int number = 0;
            // Waits for the other peers, so that only the mute one is slow.
            while (!slow.disconnected().toCompletableFuture().isDone()) {
                for (int i = 0; i < 10; i++) {
                    PacketSession.broadcast(members, new Message(1, number++, 20_000));
                }
                int sent = number;
                Await.until("all heard", () -> clients.stream().allMatch(c -> c.waitingMessages() == sent));
            }
            Disconnect disconnect = slow.awaitDisconnect();
            assertThat(disconnect.reason()).isEqualTo(DisconnectReason.SEND_QUEUE_FULL);
            assertThat(disconnect.unsentBytes())
                    .isLessThanOrEqualTo(SessionOptions.forListener().sendQueueLimit());
            for (RecordingSession client : clients) {
                for (int expected = 0; expected < number; expected++) {
                    assertThat(client.nextMessage().number()).isEqualTo(expected);
                }
                assertThat(client.isOpen()).isTrue();
            }
            assertThat(mute.endsInGoodOrder()).isFalse();
        }
    }
}
