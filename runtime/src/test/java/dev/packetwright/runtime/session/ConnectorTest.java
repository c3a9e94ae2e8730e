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
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    void failsWhenThereIsNoAnswer() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "a full backlog does not answer");
        try (var full = new ServerSocket();
                var impatient = open(IMPATIENT)) {
            full.bind(Server.anyPort(), 1);
            var address = (InetSocketAddress) full.getLocalSocketAddress();
            List<CompletableFuture<RecordingSession>> attempts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                attempts.add(impatient.connect(address, RecordingSession::new));
            }
            assertFails(attempts.get(5), SocketTimeoutException.class);
        }
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
            server.next().awaitDisconnect();
            server.next().awaitDisconnect();
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

    private static void assertFails(CompletableFuture<?> attempt, Class<? extends Throwable> failure) {
        assertThatThrownBy(() -> Await.result(attempt))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(failure);
    }
}
