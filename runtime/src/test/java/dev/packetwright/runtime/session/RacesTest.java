package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 3: many threads send, receive and disconnect at once. No exception escapes, and no descriptor leaks. */
@Tag(Wire.TAG)
class RacesTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int ROUNDS = Wire.isTls() || Boolean.getBoolean("packetwright.quick") ? 40 : 400;
    private static final int SESSIONS = 16;

    @Test
    void everySessionEndsOnceAndEveryDescriptorIsGivenBack() throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors can be counted");
        long seed = System.nanoTime();
        System.out.println("RacesTest.everySessionEndsOnce: seed " + seed);
        ServerOptions options = ServerOptions.defaults().withLoops(2).withAcceptsPerSecond(100_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (var server = Server.open(options, RecordingSession::new);
                var connector =
                        Connector.open(Wire.over(ConnectorOptions.defaults().withLoops(2)))) {
            long before = descriptors();
            for (int round = 0; round < ROUNDS; round++) {
                raceToTheEnd(server, connector, threads, new Random(seed + round));
            }
            Await.until("as few descriptors as before", () -> descriptors() <= before);
        } finally {
            threads.shutdown();
        }
    }

    private static void raceToTheEnd(
            Server<RecordingSession> server, Connector connector, ExecutorService threads, Random random)
            throws Exception {
        List<RecordingSession> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS / 2; i++) {
            sessions.add(
                    connector.connect(server.address(), RecordingSession::new).get());
            sessions.add(server.next());
        }
        var start = new Phaser(4);
        List<Future<?>> racers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var own = new Random(random.nextLong());
            racers.add(threads.submit(() -> {
                start.arriveAndAwaitAdvance();
                for (RecordingSession session : sessions) {
                    disturb(session, own);
                }
            }));
        }
        for (Future<?> racer : racers) {
            racer.get(); // throws if an exception has escaped
        }
        for (RecordingSession session : sessions) {
            session.abort();
            session.awaitDisconnect();
            assertThat(session.breaches()).isEmpty();
        }
    }

    private static void disturb(RecordingSession session, Random random) {
        for (int i = 0; i < 4; i++) {
            switch (random.nextInt(6)) {
                case 0 -> session.close();
                case 1 -> session.abort();
                case 2 -> session.send(new byte[] {3, 0}); // a malformed packet
                default -> session.send(Message.ofSize(12 + random.nextInt(3000)));
            }
        }
    }

    @Test
    void peersThatResetAtOnce() {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors can be counted");
        class Echoing extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                send(message);
            }
        }
        try (var server = Server.open(ServerOptions.defaults().withAcceptsPerSecond(100_000), Echoing::new)) {
            long before = descriptors();
            for (int i = 0; i < 1000; i++) {
                Peer.connect(server.address()).reset();
            }
            Await.until("as few descriptors as before", () -> descriptors() <= before);
            try (var peer = Peer.connect(server.address())) {
                peer.write(Message.of(1, 1));
                assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
            }
        }
    }

    private static long descriptors() {
        try (var open = Files.list(DESCRIPTORS)) {
            return open.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
