package dev.packetwright.examples.chatcluster.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
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
    private static final int REPETITIONS = 1;

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
    static void drawFindings() throws IOException {
        Path findings = Path.of(System.getProperty("faults.file"));
        SilenceChart.draw(findings, findings.resolveSibling("silence.svg"));
    }

    private Crowd chatting() throws IOException, InterruptedException {
        Crowd crowd = Crowd.gather(nodes.doors(), ROOMS, 1);
        crowd.chat(RATE);
        assertThat(crowd.awaitEverybodyChatting()).isTrue();
        crowd.rooms().forEach(Ledger::forgetSilences);
        return crowd;
    }

    private static void awaitHealed(String fault, Crowd crowd) throws IOException, InterruptedException {
        assertThat(crowd.awaitEverybodyChatting()).as("after %s", fault).isTrue();
        String line = crowd.rooms().stream()
                .map(room -> Long.toString(TimeUnit.NANOSECONDS.toMillis(room.longestSilence())))
                .collect(Collectors.joining(" ", fault + ": ", "\n"));
        System.out.print(line);
        Files.writeString(
                Path.of(System.getProperty("faults.file")),
                line,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
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

    private static void assertNothingLost(Crowd crowd) throws InterruptedException {
        Crowd.Result result = crowd.fallSilent();
        System.out.println(result);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.missing() + result.missingBefore()).as("%s", result).isZero();
    }

    @RepeatedTest(REPETITIONS)
    void aNodeIsKilled() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            nodes.node(3).kill();
            awaitHealed("kill", crowd);
            nodes.start(3);
            awaitHealed("rejoin", crowd);
            assertPromisesKept(crowd);
        }
    }

    /** The oldest node is where the shard coordinator lives. */
    @RepeatedTest(REPETITIONS)
    void theOldestNodeIsKilled() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            nodes.node(1).kill();
            awaitHealed("kill-oldest", crowd);
            nodes.start(1);
            awaitHealed("rejoin", crowd);
            assertPromisesKept(crowd);
        }
    }

    /** One node is left. Of two, the one with the lower address goes on alone. */
    @RepeatedTest(REPETITIONS)
    void twoNodesAreKilledInARow() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            nodes.node(3).kill();
            awaitHealed("kill", crowd);
            nodes.node(2).kill();
            awaitHealed("kill-second", crowd);
            nodes.start(2, 3);
            awaitHealed("rejoin", crowd);
            assertPromisesKept(crowd);
        }
    }

    @RepeatedTest(REPETITIONS)
    void nodesLeaveAndComeBack() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            for (int number = 1; number <= 3; number++) {
                nodes.node(number).terminate();
                nodes.node(number).awaitLine("^closed$");
                nodes.node(number).awaitExit();
                awaitHealed("leave", crowd);
                nodes.start(number);
                awaitHealed("rejoin", crowd);
            }
            assertNothingLost(crowd);
        }
    }

    /** One that was thought dead must not write when it wakes. */
    @RepeatedTest(REPETITIONS)
    void aNodeStandsStill() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting()) {
            nodes.node(2).signal("STOP");
            try {
                TimeUnit.SECONDS.sleep(10);
            } finally {
                nodes.node(2).signal("CONT");
            }
            assertThat(nodes.node(2).awaitExit()).isEqualTo(GIVEN_UP);
            awaitHealed("stop", crowd);
            nodes.start(2);
            awaitHealed("rejoin", crowd);
            assertPromisesKept(crowd);
        }
    }

    /** The one that is alone gives up, and the two others go on. */
    @RepeatedTest(REPETITIONS)
    void aNodeIsCutOff() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK);
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                relays.stall(3, 1);
                relays.stall(3, 2);
                assertThat(nodes.node(3).awaitExit()).isEqualTo(GIVEN_UP);
                awaitHealed("partition", crowd);
                relays.resume();
                nodes.start(3);
                awaitHealed("rejoin", crowd);
                assertPromisesKept(crowd);
            }
        }
    }

    /** All connections between nodes break, and are made again: what was on its way is sent again. */
    @RepeatedTest(REPETITIONS)
    void connectionsBreak() throws IOException, InterruptedException {
        nodes.behind(Relays.NETWORK);
        try (Relays relays = new Relays(nodes.port())) {
            nodes.start(1).start(2, 3);
            try (Crowd crowd = chatting()) {
                for (int cut = 0; cut < 3; cut++) {
                    relays.cut();
                    awaitHealed("cut", crowd);
                }
                assertNothingLost(crowd);
                assertThat(crowd.rooms()).allMatch(room -> room.lives() == 1);
            }
        }
    }

    /** A link that is too slow for what is said: some of it is refused, and whoever says it is told; nothing else is lost. */
    @RepeatedTest(REPETITIONS)
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

    @RepeatedTest(REPETITIONS)
    void aFloodInOneRoom() throws IOException, InterruptedException {
        nodes.start(1).start(2, 3);
        try (Crowd crowd = chatting();
                Crowd flood = Crowd.gather(nodes.doors(), 1, 4)) {
            TimeUnit.SECONDS.sleep(5);
            awaitHealed("before-flood", crowd);
            flood.chat(150);
            TimeUnit.SECONDS.sleep(5);
            awaitHealed("flood", crowd);
            Crowd.Result flooded = flood.fallSilent();
            System.out.println("flood: " + flooded);
            assertThat(flooded.complaints()).isEmpty();
            assertThat(flooded.missing()).isZero();
            assertThat(List.of(flooded.said())).contains(flooded.taken() + flooded.refused());
            assertNothingLost(crowd);
        }
    }
}
