package dev.packetwright.examples.chatcluster.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests all kinds of faults. Bots in many rooms check the rooms' guarantees. The silence of rooms is recorded but not
 * asserted, because machines differ.
 */
@Tag("faults")
@Timeout(600)
class FaultsIT {
    private static final int ROOMS = 30;
    private static final int RATE = 4;
    private static final int REMOVED = 3;

    /** The number of repetitions of each fault. Slow faults are repeated less often. */
    private static final int REPETITIONS = Integer.getInteger("faults.repetitions", 5);

    private static final long LIMIT_OF_EACH = TimeUnit.SECONDS.toNanos(75);
    private static final Findings FINDINGS = new Findings();

    @TempDir
    private Path state;

    private Nodes nodes;

    @BeforeEach
    void prepareNodes() throws IOException {
        nodes = new Nodes().withState(state);
    }

    @AfterEach
    void stopNodes() {
        nodes.close();
    }

    @AfterAll
    static void writeFindings() throws IOException {
        FINDINGS.write(Path.of(System.getProperty("faults.folder")));
    }

    private interface Step {
        void take(int repetition) throws IOException, InterruptedException;
    }

    private static void repeat(Step step) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            if (repetition > 0 && System.nanoTime() - start > LIMIT_OF_EACH) {
                System.out.println("stopped after " + repetition + " repetitions");
                return;
            }
            step.take(repetition);
        }
    }

    private Crowd chatting() throws IOException, InterruptedException {
        Crowd crowd = Crowd.gather(nodes.doors(), ROOMS, 1);
        crowd.chat(RATE);
        assertThat(crowd.awaitAllRoomsActive()).isTrue();
        crowd.rooms().forEach(Ledger::forgetSilences);
        return crowd;
    }

    private static void awaitHealed(Fault fault, Crowd crowd) throws InterruptedException {
        assertThat(crowd.awaitAllRoomsActive()).as("after %s", fault).isTrue();
        List<Integer> silences = crowd.rooms().stream()
                .map(room -> (int) TimeUnit.NANOSECONDS.toMillis(room.longestSilence()))
                .toList();
        System.out.println(fault + ": " + silences);
        FINDINGS.add(fault, silences);
        crowd.rooms().forEach(Ledger::forgetSilences);
    }

    /** Only rooms whose home has died may have lost their last lines. */
    private static void assertGuaranteesKept(Crowd crowd) throws InterruptedException {
        Crowd.Result result = crowd.finish();
        System.out.println(result);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.missing()).as("%s", result).isZero();
        assertThat(crowd.rooms().stream().filter(room -> room.epochs() == 1).mapToInt(Ledger::missingBefore))
                .as("rooms that stayed")
                .allMatch(missing -> missing == 0);
    }

    private static Crowd.Result assertNothingLost(Crowd crowd) throws InterruptedException {
        Crowd.Result result = crowd.finish();
        System.out.println(result);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.missing() + result.missingBefore()).as("%s", result).isZero();
        return result;
    }

    private void startAgain(int number, Crowd crowd) throws IOException, InterruptedException {
        nodes.start(number);
        awaitHealed(Fault.REJOIN, crowd);
    }

    @Test
    void aNodeIsKilled() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                nodes.node(3).kill();
                awaitHealed(Fault.KILL, crowd);
                startAgain(3, crowd);
            });
            assertGuaranteesKept(crowd);
        }
    }

    /** The shard coordinator lives on the oldest node. */
    @Test
    void theOldestNodeIsKilled() throws IOException, InterruptedException {
        nodes.start(1).start(2).start(3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                int oldest = repetition % 3 + 1;
                nodes.node(oldest).kill();
                awaitHealed(Fault.KILL_OLDEST, crowd);
                startAgain(oldest, crowd);
            });
            assertGuaranteesKept(crowd);
        }
    }

    /** One node is left. Of two nodes, the one with the lower address continues alone. */
    @Test
    void twoNodesAreKilledInARow() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                nodes.node(3).kill();
                awaitHealed(Fault.KILL, crowd);
                nodes.node(2).kill();
                awaitHealed(Fault.KILL_SECOND, crowd);
                nodes.start(2, 3);
                awaitHealed(Fault.REJOIN, crowd);
            });
            assertGuaranteesKept(crowd);
        }
    }

    /** The oldest node leaves each time. */
    @Test
    void nodesLeaveAndComeBack() throws IOException, InterruptedException {
        nodes.start(1).start(2).start(3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                int number = repetition % 3 + 1;
                nodes.node(number).terminate();
                nodes.node(number).awaitLine("^closed$");
                nodes.node(number).awaitExit();
                awaitHealed(Fault.LEAVE, crowd);
                startAgain(number, crowd);
            });
            assertNothingLost(crowd);
        }
    }

    /** A suspended node must not write when it resumes after the others have removed it. */
    @Test
    void aNodeIsSuspended() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                nodes.node(2).signal("STOP");
                try {
                    TimeUnit.SECONDS.sleep(10);
                } finally {
                    nodes.node(2).signal("CONT");
                }
                assertThat(nodes.node(2).awaitExit()).isEqualTo(REMOVED);
                awaitHealed(Fault.SUSPEND, crowd);
                startAgain(2, crowd);
            });
            assertGuaranteesKept(crowd);
        }
    }

    /** The isolated node stops, and the two others continue. */
    @Test
    void aNodeIsCutOff() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK);
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                repeat(repetition -> {
                    relays.stall(3, 1);
                    relays.stall(3, 2);
                    assertThat(nodes.node(3).awaitExit()).isEqualTo(REMOVED);
                    awaitHealed(Fault.CUT_OFF, crowd);
                    relays.resume();
                    startAgain(3, crowd);
                });
                assertGuaranteesKept(crowd);
            }
        }
    }

    /** The kernel isolates the node. Clients still reach it. */
    @Test
    @EnabledIf("dev.packetwright.examples.chatcluster.bots.Namespaces#areAvailable")
    void theNetworkIsDivided() throws IOException, InterruptedException {
        try (Namespaces networks = new Namespaces()) {
            nodes.in(networks).start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                repeat(repetition -> {
                    networks.separate(3, 1);
                    networks.separate(3, 2);
                    assertThat(nodes.node(3).awaitExit()).isEqualTo(REMOVED);
                    awaitHealed(Fault.DIVIDED, crowd);
                    networks.rejoin(3, 1);
                    networks.rejoin(3, 2);
                    startAgain(3, crowd);
                });
                assertGuaranteesKept(crowd);
            } finally {
                nodes.close();
            }
        }
    }

    /** All connections between nodes break and are made again. Lost messages are sent again. */
    @Test
    void connectionsBreak() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK);
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                repeat(repetition -> {
                    relays.cut();
                    awaitHealed(Fault.CUT, crowd);
                });
                assertNothingLost(crowd);
                assertThat(crowd.rooms()).allMatch(room -> room.epochs() == 1);
            }
        }
    }

    /** Links that stall: nodes refuse lines and tell their senders, and no other line is lost. */
    @Test
    void aLinkIsOverloaded() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK).withJvmOptions("-Dpekko.cluster.failure-detector.acceptable-heartbeat-pause=60s");
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = Crowd.gather(nodes.doors(), 2, 3)) {
                crowd.chat(150);
                assertThat(crowd.awaitAllRoomsActive()).isTrue();
                relays.stall(1, 2);
                relays.stall(1, 3);
                relays.stall(2, 3);
                TimeUnit.SECONDS.sleep(4); // shorter than the timeout of a silent gateway's members
                relays.resume();
                assertThat(crowd.awaitAllRoomsActive()).isTrue();
                Crowd.Result result = crowd.finish();
                System.out.println("overload: " + result);
                assertThat(result.complaints()).isEmpty();
                assertThat(result.missing() + result.missingBefore())
                        .as("%s", result)
                        .isZero();
                assertThat(result.refused()).isPositive();
                assertThat(result.sent()).as("%s", result).isEqualTo(result.taken() + result.refused());
            }
        }
    }

    /** The silence before the flood is measured too. It shows whether the flood makes other rooms slower. */
    @Test
    void aFloodInOneRoom() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                try (Crowd flood = Crowd.gather(nodes.doors(), 1, 4)) {
                    crowd.rooms().forEach(Ledger::forgetSilences);
                    TimeUnit.SECONDS.sleep(5);
                    awaitHealed(Fault.BEFORE_FLOOD, crowd);
                    flood.chat(150);
                    TimeUnit.SECONDS.sleep(5);
                    awaitHealed(Fault.FLOOD, crowd);
                    Crowd.Result flooded = flood.finish();
                    System.out.println("flood: " + flooded);
                    assertThat(flooded.complaints()).isEmpty();
                    assertThat(flooded.missing()).isZero();
                    assertThat(flooded.sent()).isEqualTo(flooded.taken() + flooded.refused());
                }
            });
            assertThat(assertNothingLost(crowd).refused()).as("in other rooms").isZero();
        }
    }
}
