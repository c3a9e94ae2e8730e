package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Wire.TAG)
class ConnectorTest {
    private static final ConnectorOptions IMPATIENT = ConnectorOptions.defaults()
            .withSession(SessionOptions.forConnector().withCloseTimeout(Duration.ofMillis(1)))
            .withConnectTimeout(Duration.ofMillis(200));

    private final Connector connector = open(ConnectorOptions.defaults());

    private static Connector open(ConnectorOptions options) {
        try {
            return Connector.open(Wire.over(options));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void closeToTheLastThread() {
        connector.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("packetwright-connector-"));
    }

    @Test
    void connectsManyAtOnce() {
        int count = 300;
        try (var server = Server.open(RecordingSession::new)) {
            List<CompletableFuture<RecordingSession>> attempts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                attempts.add(connector.connect(server.address(), RecordingSession::new));
            }
            for (var attempt : attempts) {
                RecordingSession session = Await.result(attempt);
                assertThat(session.isOpen()).isTrue();
                assertThat(session.remoteAddress()).isEqualTo(server.address());
                session.send(Message.of(1, 1));
            }
            for (int i = 0; i < count; i++) {
                assertThat(server.next().nextMessage()).isEqualTo(Message.of(1, 1));
            }
            connector.close();
            for (var attempt : attempts) {
                assertThat(Await.result(attempt).awaitDisconnect().unsentBytes())
                        .isZero();
            }
        }
    }

    @Test
    void completesWhenOnConnectedHasReturned() {
        class Greeting extends RecordingSession {
            volatile boolean hasGreeted;

            @Override
            protected void whenConnected() {
                send(Message.of(1, 1));
                hasGreeted = true;
            }
        }
        try (var server = Server.open(RecordingSession::new)) {
            boolean hadGreeted = Await.result(
                    connector.connect(server.address(), Greeting::new).thenApply(session -> session.hasGreeted));
            assertThat(hadGreeted).isTrue();
            assertThat(server.next().nextMessage()).isEqualTo(Message.of(1, 1));
        }
    }

    @Test
    void failsWhereNobodyListens() throws IOException {
        InetSocketAddress deserted;
        try (var socket = new ServerSocket()) {
            socket.bind(Server.anyPort());
            deserted = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        assertFails(connector.connect(deserted, RecordingSession::new), ConnectException.class);
    }

    @Test
    void failsOnAnUnresolvedAddress() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertFails(connector.connect(unresolved, RecordingSession::new), UnknownHostException.class);
    }

    @Test
    void failsWithWhatTheFactoryOrOnConnectedThrew() {
        class Failing extends RecordingSession {
            @Override
            protected void whenConnected() {
                throw new IllegalStateException("on purpose");
            }
        }
        try (var server = Server.open(RecordingSession::new)) {
            assertFails(connector.connect(server.address(), Failing::new), IllegalStateException.class);
            CompletableFuture<RecordingSession> noSession = connector.connect(server.address(), () -> {
                throw new UnsupportedOperationException("on purpose");
            });
            assertFails(noSession, UnsupportedOperationException.class);
            if (!Wire.isWebSocket()) { // there, the server has no session before the request, which was not sent
                server.next().awaitDisconnect();
                server.next().awaitDisconnect();
            }
        }
    }

    @Test
    void failsOnceItIsClosed() {
        try (var server = Server.open(RecordingSession::new)) {
            connector.close();
            assertFails(connector.connect(server.address(), RecordingSession::new), IOException.class);
        }
    }

    @Test
    void aCancelledAttemptLeavesNoSession() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "a full backlog does not answer");
        try (var full = new ServerSocket();
                var impatient = open(IMPATIENT)) {
            full.bind(Server.anyPort(), 1);
            var address = (InetSocketAddress) full.getLocalSocketAddress();
            List<CompletableFuture<RecordingSession>> attempts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                attempts.add(impatient.connect(address, RecordingSession::new));
            }
            attempts.forEach(attempt -> attempt.cancel(false));
            assertThat(attempts).allMatch(CompletableFuture::isDone);
        }
    }

    /** The caller gives up when the session is already connected. A session without an owner must end. */
    @Test
    void aResultThatTheCallerCompletesLeavesNoSession() {
        var connected = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        class Slow extends RecordingSession {
            @Override
            protected void whenConnected() {
                connected.countDown();
                Await.reached(goOn);
            }
        }
        var slow = new Slow();
        try (var server = Server.open(RecordingSession::new)) {
            CompletableFuture<Slow> attempt = connector.connect(server.address(), () -> slow);
            Await.reached(connected);
            attempt.completeExceptionally(new TimeoutException("as orTimeout does it"));
            goOn.countDown();
            assertThat(slow.awaitDisconnect().reason()).isEqualTo(DisconnectReason.ABORTED_LOCALLY);
            Await.until(
                    "the server has no session either",
                    () -> server.listener().metrics().sessionsOpen() == 0);
        }
    }

    /** A retry without a delay must not keep the loop from closing its sessions. */
    @Test
    void retriesAtOnceOnAClosedConnectorDoNotStopIt() {
        try (var server = Server.open(RecordingSession::new)) {
            RecordingSession session = Await.result(connector.connect(server.address(), RecordingSession::new));
            var tries = new AtomicInteger();
            retry(server.address(), tries);
            Await.until("retries", () -> tries.get() > 10);
            connector.close();
            session.awaitDisconnect();
        }
    }

    private void retry(InetSocketAddress address, AtomicInteger tries) {
        if (tries.incrementAndGet() < 10_000) {
            var unused = connector
                    .<RecordingSession>connect(address, () -> {
                        throw new IllegalStateException("fails at once");
                    })
                    .whenComplete((session, failure) -> retry(address, tries));
        }
    }

    /**
     * A turn of the loop serves only some of many attempts. The session sends a message in each turn, so the sessions
     * made between two of its messages were made in one turn. All attempts wait when the first of these turns begins.
     */
    @Test
    void manyAttemptsAtOnceDoNotHoldUpASession() {
        int count = Wire.isTls() ? 500 : 3000; // handshakes take long
        var made = new AtomicInteger();
        class Ticking extends RecordingSession {
            final List<CompletableFuture<RecordingSession>> attempts = new ArrayList<>();
            final CountDownLatch hasSeenAll = new CountDownLatch(1);
            volatile int mostInATurn;
            private int madeBefore;

            @Override
            protected void whenConnected() {
                for (int i = 0; i < count; i++) {
                    attempts.add(connector.connect((InetSocketAddress) remoteAddress(), () -> {
                        made.incrementAndGet();
                        return new RecordingSession();
                    }));
                }
                send(Message.of(1, 0));
            }

            @Override
            protected void whenSent(long bytes) {
                int madeByNow = made.get();
                mostInATurn = Math.max(mostInATurn, madeByNow - madeBefore);
                madeBefore = madeByNow;
                if (madeByNow < count) {
                    send(Message.of(1, madeByNow));
                } else {
                    hasSeenAll.countDown();
                }
            }
        }
        ServerOptions roomy = ServerOptions.defaults()
                .withBacklog(4096)
                .withAcceptsPerSecond(1_000_000)
                .withSession(SessionOptions.forListener().withoutReceiveRates());
        try (var server = Server.open(roomy, RecordingSession::new)) {
            Ticking ticking = Await.result(connector.connect(server.address(), Ticking::new));
            ticking.attempts.forEach(attempt -> Await.result(attempt).abort());
            Await.reached(ticking.hasSeenAll);
            assertThat(ticking.mostInATurn).as("sessions made in one turn").isBetween(1, count / 3);
        }
    }

    private static void assertFails(CompletableFuture<?> attempt, Class<? extends Throwable> failure) {
        assertThatThrownBy(() -> Await.result(attempt))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(failure);
    }
}
