package dev.packetwright.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.RuntimeMetrics;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Fault;
import dev.packetwright.runtime.testing.FaultProxy;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A group for some minutes. Visitors connect and disconnect in every possible way, over good and bad networks. The
 * permanent members receive every message in order, and in the end no visitor leaves anything behind. Runs only in the
 * profile {@code soak}.
 */
@Tag("soak")
@Tag(Wire.TAG)
@Timeout(value = 1, unit = TimeUnit.HOURS)
class SoakTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int STAYING = 20;
    private static final Set<DisconnectReason> EXPECTED = EnumSet.of(
            DisconnectReason.CLOSED_BY_PEER,
            DisconnectReason.CONNECTION_LOST,
            DisconnectReason.MALFORMED_PACKET,
            DisconnectReason.TLS_FAILED,
            DisconnectReason.CLOSE_TIMED_OUT);

    @Test
    void nothingIsLostAndNothingIsLeft() throws Exception {
        long seed = Long.getLong("packetwright.test.seed", System.nanoTime());
        long minutes = Long.getLong("packetwright.test.minutes", 3);
        System.out.println("SoakTest: seed " + seed + ", " + minutes + " min");
        var random = new Random(seed);
        var group = new SessionGroup<RecordingSession>();
        var visitors = new AtomicInteger();
        try (var server = Server.open(ServerOptions.defaults().withAcceptsPerSecond(100_000), () -> new Member(group));
                var connector = Connector.open(Wire.over(ConnectorOptions.defaults()))) {
            List<RecordingSession> staying = new ArrayList<>();
            for (int i = 0; i < STAYING; i++) {
                staying.add(connector
                        .connect(server.address(), RecordingSession::new)
                        .get());
            }
            Await.until("all in the group", () -> group.size() == STAYING);
            long heapBefore = usedHeap();
            long descriptorsBefore = descriptors();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
            int number = 0;
            while (System.nanoTime() < end) {
                visit(server.address(), connector, random);
                visitors.incrementAndGet();
                for (int i = 0; i < 10; i++) {
                    group.broadcast(new Message(1, number++, random.nextInt(2000)));
                }
                for (RecordingSession session : staying) {
                    for (int heard = number - 10; heard < number; heard++) {
                        assertThat(session.nextMessage().number()).isEqualTo(heard);
                    }
                }
                server.sessions().clear();
            }
            Await.until("only they are left", () -> group.size() == STAYING);
            Await.until("as few descriptors as before", () -> descriptors() <= descriptorsBefore);
            RuntimeMetrics metrics = server.listener().metrics();
            assertThat(metrics.sessionsOpen()).isEqualTo(STAYING);
            assertThat(metrics.bytesQueued()).isZero();
            assertThat(endsIn(metrics).keySet()).as("nobody came near a limit").isSubsetOf(EXPECTED);
            System.out.println("SoakTest: " + visitors + " visitors, " + number + " messages to each who stayed, ends "
                    + endsIn(metrics) + ", heap " + heapBefore / 1024 + " KiB before and " + usedHeap() / 1024
                    + " KiB after");
            assertThat(usedHeap()).isLessThan(heapBefore + (16 << 20));
        }
    }

    private static Map<DisconnectReason, Long> endsIn(RuntimeMetrics metrics) {
        Map<DisconnectReason, Long> ends = new EnumMap<>(metrics.disconnects());
        ends.values().removeIf(count -> count == 0);
        return ends;
    }

    /** Connects over a good or bad network, sends a message or not, and disconnects in one of several ways. */
    private static void visit(InetSocketAddress server, Connector connector, Random random) {
        try (var proxy = FaultProxy.open(server, anyFault(random), anyFault(random))) {
            CompletableFuture<RecordingSession> connecting =
                    connector.connect(random.nextBoolean() ? server : proxy.address(), RecordingSession::new);
            RecordingSession visitor;
            try {
                visitor = connecting.get();
            } catch (InterruptedException | ExecutionException failed) {
                return; // the network was too bad to connect
            }
            switch (random.nextInt(4)) {
                case 0 -> visitor.close();
                case 1 -> visitor.abort();
                case 2 -> visitor.send(new byte[] {3, 0}); // a malformed packet
                default -> {
                    visitor.send(Message.ofSize(Message.MIN_SIZE + random.nextInt(4000)));
                    visitor.close();
                }
            }
            visitor.awaitDisconnect();
        }
    }

    private static Fault anyFault(Random random) {
        int position = random.nextInt(Wire.isTls() ? 4000 : 200);
        return switch (random.nextInt(5)) {
            case 0 -> Fault.slices(1 + random.nextInt(100));
            case 1 -> Fault.delays(random.nextLong());
            case 2 -> Fault.resetsAt(position);
            case 3 -> Fault.endsAt(position);
            default -> Fault.none();
        };
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long descriptors() {
        try (var open = Files.list(DESCRIPTORS)) {
            return open.count();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static final class Member extends RecordingSession {
        private final SessionGroup<RecordingSession> group;

        Member(SessionGroup<RecordingSession> group) {
            this.group = group;
        }

        @Override
        protected void whenConnected() {
            group.enter(this);
        }
    }
}
