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
 * One fault after another, with bots in many rooms that check what the rooms promise. How long rooms were silent is
 * written down, not judged: machines differ.
 */
@Tag("faults")
@Timeout(600)
class FaultsIT {
    private static final int ROOMS = 30;
    private static final int RATE = 4;
    private static final int GIVEN_UP = 3;

    /** How often each fault happens; those that take longer on this machine than they may happen less often. */
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
                System.out.println("enough after " + repetition + " times");
                return;
            }
            step.take(repetition);
        }
    }

    private Crowd chatting() throws IOException, InterruptedException {
        Crowd crowd = Crowd.gather(nodes.doors(), ROOMS, 1);
        crowd.chat(RATE);
        assertThat(crowd.awaitEverybodyChatting()).isTrue();
        crowd.rooms().forEach(Ledger::forgetSilences);
        return crowd;
    }

    private static void awaitHealed(Fault fault, Crowd crowd) throws InterruptedException {
        assertThat(crowd.awaitEverybodyChatting()).as("after %s", fault).isTrue();
        List<Integer> silences = crowd.rooms().stream()
                .map(room -> (int) TimeUnit.NANOSECONDS.toMillis(room.longestSilence()))
                .toList();
        System.out.println(fault + ": " + silences);
        FINDINGS.add(fault, silences);
        crowd.rooms().forEach(Ledger::forgetSilences);
    }

    /** Only rooms whose home has died may have lost what they had taken last, and nobody else anything. */
    private static void assertPromisesKept(Crowd crowd) throws InterruptedException {
        Crowd.Result result = crowd.fallSilent();
        System.out.println(result);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.missing()).as("%s", result).isZero();
        assertThat(crowd.rooms().stream().filter(room -> room.lives() == 1).mapToInt(room -> room.missing(false)))
                .as("rooms that stayed")
                .allMatch(missing -> missing == 0);
    }

    private static Crowd.Result assertNothingLost(Crowd crowd) throws InterruptedException {
        Crowd.Result result = crowd.fallSilent();
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
            assertPromisesKept(crowd);
        }
    }

    /** The oldest node is where the shard coordinator lives. */
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
            assertPromisesKept(crowd);
        }
    }

    /** One node is left. Of two, the one with the lower address goes on alone. */
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
            assertPromisesKept(crowd);
        }
    }

    /** The one that leaves is always the oldest. */
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

    /** One that was thought dead must not write when it wakes. */
    @Test
    void aNodeStandsStill() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            repeat(repetition -> {
                nodes.node(2).signal("STOP");
                try {
                    TimeUnit.SECONDS.sleep(10);
                } finally {
                    nodes.node(2).signal("CONT");
                }
                assertThat(nodes.node(2).awaitExit()).isEqualTo(GIVEN_UP);
                awaitHealed(Fault.STAND_STILL, crowd);
                startAgain(2, crowd);
            });
            assertPromisesKept(crowd);
        }
    }

    /** The one that is alone gives up, and the two others go on. */
    @Test
    void aNodeIsCutOff() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK);
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                repeat(repetition -> {
                    relays.stall(3, 1);
                    relays.stall(3, 2);
                    assertThat(nodes.node(3).awaitExit()).isEqualTo(GIVEN_UP);
                    awaitHealed(Fault.CUT_OFF, crowd);
                    relays.resume();
                    startAgain(3, crowd);
                });
                assertPromisesKept(crowd);
            }
        }
    }

    /** The same, where the kernel does it. Clients still reach the one that is alone. */
    @Test
    @EnabledIf("dev.packetwright.examples.chatcluster.bots.Namespaces#areAvailable")
    void theNetworkIsDivided() throws IOException, InterruptedException {
        try (Namespaces networks = new Namespaces()) {
            nodes.in(networks).start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                repeat(repetition -> {
                    networks.separate(3, 1);
                    networks.separate(3, 2);
                    assertThat(nodes.node(3).awaitExit()).isEqualTo(GIVEN_UP);
                    awaitHealed(Fault.DIVIDED, crowd);
                    networks.rejoin(3, 1);
                    networks.rejoin(3, 2);
                    startAgain(3, crowd);
                });
                assertPromisesKept(crowd);
            } finally {
                nodes.close();
            }
        }
    }

    /** All connections between nodes break, and are made again: what was on its way is sent again. */
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
                assertThat(crowd.rooms()).allMatch(room -> room.lives() == 1);
            }
        }
    }

    /** A link that is too slow for what is said: some of it is refused, and whoever says it is told; nothing else is lost. */
    @Test
    void aLinkIsOverloaded() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK).withJvmOptions("-Dpekko.cluster.failure-detector.acceptable-heartbeat-pause=60s");
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = Crowd.gather(nodes.doors(), 2, 3)) {
                crowd.chat(150);
                assertThat(crowd.awaitEverybodyChatting()).isTrue();
                relays.stall(1, 2);
                relays.stall(1, 3);
                relays.stall(2, 3);
                TimeUnit.SECONDS.sleep(4); // less than after which a silent gateway is given up
                relays.resume();
                assertThat(crowd.awaitEverybodyChatting()).isTrue();
                Crowd.Result result = crowd.fallSilent();
                System.out.println("overload: " + result);
                assertThat(result.complaints()).isEmpty();
                assertThat(result.missing() + result.missingBefore())
                        .as("%s", result)
                        .isZero();
                assertThat(result.refused()).isPositive();
                assertThat(result.said()).as("%s", result).isEqualTo(result.taken() + result.refused());
            }
        }
    }

    /** Whether others are slower by it can be seen from the time before. */
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
                    Crowd.Result flooded = flood.fallSilent();
                    System.out.println("flood: " + flooded);
                    assertThat(flooded.complaints()).isEmpty();
                    assertThat(flooded.missing()).isZero();
                    assertThat(flooded.said()).isEqualTo(flooded.taken() + flooded.refused());
                }
            });
            assertThat(assertNothingLost(crowd).refused())
                    .as("to those who are not in it")
                    .isZero();
        }
    }
}
