package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee 10: everything is visible. */
@Tag(Wire.TAG)
class SeenFromOutsideTest {
    private static final Duration SLOW = Duration.ofMillis(11);

    /** Answers each message. A message of sender 2 also keeps the loop busy. */
    private static final class Answering extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            if (message.sender() == 2) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < SLOW.toNanos()) {
                    Thread.onSpinWait();
                }
            }
            send(message);
        }
    }

    @Test
    void countsWhatHappens() throws Exception {
        try (var server = Server.open(ServerOptions.defaults().withLoops(1), Answering::new);
                var connector = Connector.open(Wire.over(ConnectorOptions.defaults()))) {
            RecordingSession client =
                    connector.connect(server.address(), RecordingSession::new).get();
            for (int number = 0; number < 10; number++) {
                client.send(Message.of(1, number));
            }
            client.send(Message.of(2, 10));
            for (int number = 0; number < 11; number++) {
                client.nextMessage();
            }
            assertThat(server.listener().metrics().sessionsOpen()).isEqualTo(1);
            client.close();
            client.awaitDisconnect();
            server.next().awaitDisconnect();
            try (var malformed = Peer.connect(server.address())) {
                malformed.write(new byte[] {0, 0});
                server.next().awaitDisconnect();
            }

            RuntimeMetrics atServer = server.listener().metrics();
            RuntimeMetrics atClient = connector.metrics();
            assertThat(atServer.sessionsOpened()).isEqualTo(2);
            assertThat(atServer.sessionsOpen()).isZero();
            assertThat(atServer.packetsReceived()).isEqualTo(11).isEqualTo(atServer.packetsSent());
            assertThat(atServer.bytesReceived()).isEqualTo(11 * Message.MIN_SIZE + 2);
            assertThat(atServer.bytesSent()).isEqualTo(11 * Message.MIN_SIZE);
            assertThat(atServer.bytesQueued()).isZero();
            assertThat(atServer.disconnects(DisconnectReason.CLOSED_BY_PEER)).isEqualTo(1);
            assertThat(atServer.disconnects(DisconnectReason.MALFORMED_PACKET)).isEqualTo(1);
            assertThat(atServer.disconnects()).containsOnlyKeys(DisconnectReason.values());
            assertThat(atServer.slowLoopTurns()).isPositive().isLessThan(atServer.loopTurns());
            assertThat(atServer.longestLoopTurn()).isGreaterThanOrEqualTo(SLOW);
            assertThat(atServer.busyTime()).isGreaterThanOrEqualTo(atServer.longestLoopTurn());
            assertThat(atServer.selectorRebuilds()).isZero();
            assertThat(atClient.packetsSent()).isEqualTo(11).isEqualTo(atClient.packetsReceived());
            assertThat(atClient.disconnects(DisconnectReason.CLOSED_LOCALLY)).isEqualTo(1);
        }
    }

    @Test
    void showsInAFlightRecording(@TempDir Path directory) throws Exception {
        try (var recording = new Recording()) {
            List.of("SessionOpen", "SessionEnd", "SlowConsumer", "SlowLoopTurn")
                    .forEach(event -> recording.enable("dev.packetwright." + event));
            recording.start();
            beSlowAndEnd();
            recording.stop();
            Path file = directory.resolve("flight.jfr");
            recording.dump(file);

            assertThat(events(file, "SessionOpen"))
                    .hasSize(1)
                    .allSatisfy(event -> assertThat(event.getString("remote")).startsWith("/127.0.0.1:"));
            assertThat(events(file, "SessionEnd")).hasSize(1).allSatisfy(event -> {
                assertThat(event.getString("reason")).isEqualTo("SEND_QUEUE_FULL");
                assertThat(event.getString("detail")).isEqualTo("more than 67108864 bytes");
                assertThat(event.getLong("unsent")).isPositive();
            });
            assertThat(events(file, "SlowConsumer"))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.getLong("queued")).isPositive());
            assertThat(events(file, "SlowLoopTurn")).isNotEmpty().allSatisfy(event -> {
                assertThat(event.getString("loop")).startsWith("packetwright-listener-");
                assertThat(event.getDuration("time")).isGreaterThan(Duration.ofMillis(10));
            });
            assertThat(printed(file))
                    .contains("dev.packetwright.SessionOpen {", "dev.packetwright.SlowConsumer {")
                    .contains("dev.packetwright.SlowLoopTurn {", "dev.packetwright.SessionEnd {")
                    .contains("reason = \"SEND_QUEUE_FULL\"");
        }
    }

    /** The recording as the command {@code jfr print} shows it. */
    private static String printed(Path recording) throws IOException {
        String jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
        Process process = new ProcessBuilder(jfr, "print", "--categories", "Packetwright", recording.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void beSlowAndEnd() {
        SessionOptions roomy = SessionOptions.forListener().withSendQueueLimit(64 << 20);
        ServerOptions options = ServerOptions.defaults().withLoops(1).withSession(roomy);
        try (var server = Server.open(options, Answering::new);
                var peer = Peer.connect(server.address(), 4096)) {
            Answering session = server.next();
            peer.write(Message.of(2, 2));
            assertThat(peer.readMessage()).isEqualTo(Message.of(2, 2));
            for (int i = 0; i < 400; i++) {
                session.send(Message.ofSize(60_000));
            }
            awaitSweeps(session);
            while (session.send(Message.ofSize(60_000))) {
                // until the queue is full
            }
            session.awaitDisconnect();
        }
    }

    /** Waits for a timer of the loop that is due after at least one sweep. */
    private static void awaitSweeps(Session session) {
        var swept = new CountDownLatch(1);
        EventLoop loop = session.connection().loop();
        loop.execute(() -> loop.runAfter(Duration.ofSeconds(2), swept::countDown));
        Await.reached(swept);
    }

    private static List<RecordedEvent> events(Path file, String name) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.packetwright." + name))
                .toList();
    }
}
