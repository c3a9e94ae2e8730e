package dev.packetwright.examples.chatcluster.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests three nodes as separate processes: the cluster survives killed nodes, and loses nothing when nodes restart in
 * good order.
 */
@Timeout(300)
class ClusterIT {
    @TempDir
    private Path state;

    private Nodes nodes;

    @BeforeEach
    void startNodes() throws IOException, InterruptedException {
        nodes = new Nodes().withState(state).start(1, 2, 3);
    }

    @AfterEach
    void stopNodes() {
        nodes.close();
    }

    private ChatProcess client(int first, int second) throws IOException, InterruptedException {
        ChatProcess client =
                ChatProcess.start("client", "--server", nodes.door(first), nodes.door(second), "--name", "c" + first);
        client.awaitLine("in lobby as player \\d+");
        return client;
    }

    /** Runs the walk-through of the documentation. */
    @Tag("full")
    @Test
    void clientsSeeAKilledNodeHeal() throws IOException, InterruptedException {
        try (ChatProcess stays = client(1, 2);
                ChatProcess moves = client(3, 2)) {
            stays.type("hello");
            moves.awaitLine("^\\[\\d+\\] c1: hello$");
            moves.type("/join attic");
            moves.awaitLine("in attic as player 1");
            moves.type("nobody is here");
            moves.awaitLine("^\\[1\\] c3: nobody is here$");
            moves.type("/join lobby");
            moves.awaitLine("in lobby as player \\d+");

            nodes.node(3).kill();
            moves.awaitLine("connection lost");
            stays.type("are you there?");
            stays.awaitLine("^\\[\\d+\\] c1: are you there\\?$");
            moves.awaitLine("^\\[\\d+\\] c1: are you there\\?$");
            moves.type("yes");
            stays.awaitLine("^\\[\\d+\\] c3: yes$");
            stays.endInput();
            assertThat(stays.awaitExit()).isZero();
        }
    }

    /** Each room has one order and one epoch at a time. Only lines that die with a room's node may be lost. */
    @Tag("full")
    @Test
    void roomsKeepTheirGuaranteesWhenANodeIsKilledAndRestarts() throws IOException, InterruptedException {
        try (Crowd crowd = Crowd.gather(nodes.doors(), 12, 1)) {
            crowd.chat(4);
            assertThat(crowd.awaitAllRoomsActive()).isTrue();
            nodes.node(2).kill();
            assertThat(crowd.awaitAllRoomsActive()).as("after the kill").isTrue();
            List<Ledger> moved = new ArrayList<>(crowd.rooms());
            moved.removeIf(room -> room.epochs() == 1);
            assertThat(moved).as("rooms of the killed node").isNotEmpty().hasSizeLessThan(12);
            nodes.start(2);
            assertThat(crowd.awaitAllRoomsActive()).as("after its restart").isTrue();
            Crowd.Result result = crowd.finish();
            assertThat(result.complaints()).isEmpty();
            assertThat(result.missing()).as("%s", result).isZero();
            assertThat(crowd.rooms().stream().filter(room -> room.epochs() == 1).mapToInt(Ledger::missingBefore))
                    .as("rooms that stayed")
                    .containsOnly(0);
        }
    }

    /** No line is lost when nodes leave and join in good order, one after the other. */
    @Tag("full")
    @Test
    void aRollingRestartLosesNothing() throws IOException, InterruptedException {
        try (Crowd crowd = Crowd.gather(nodes.doors(), 9, 1)) {
            crowd.chat(4);
            for (int number = 1; number <= 3; number++) {
                assertThat(crowd.awaitAllRoomsActive()).isTrue();
                nodes.node(number).terminate();
                nodes.node(number).awaitLine("^closed$");
                nodes.node(number).awaitExit();
                nodes.start(number);
            }
            assertThat(crowd.awaitAllRoomsActive()).isTrue();
            Crowd.Result result = crowd.finish();
            assertThat(result.complaints()).isEmpty();
            assertThat(result.missing() + result.missingBefore())
                    .as("%s", result)
                    .isZero();
        }
    }
}
