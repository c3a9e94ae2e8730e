package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.cluster.ClusterOptions.NodeAddress;
import dev.packetwright.rooms.RoomContext;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomRef;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.session.PacketSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the rooms and the metrics of real nodes in this process, one of which leaves. */
@Timeout(180)
class ClusterNodeTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int ROOMS = 20;

    /** The rooms that have started and have members. */
    private final Set<String> inhabited = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path state;

    private NodeAddress first;
    private NodeAddress second;
    private ClusterNode<PacketSession> one;
    private ClusterNode<PacketSession> two;
    private Peers peers;

    private record Big(int number) implements Packet {
        private static final int SIZE = 60_000;

        @Override
        public int packetId() {
            return 2;
        }

        @Override
        public int encodedSize() {
            return SIZE;
        }

        @Override
        public void write(PacketWriter out) {
            out.writeInt(number);
            for (int i = 0; i < SIZE - Peers.Numbered.SIZE; i++) {
                out.writeByte((byte) 0);
            }
        }
    }

    @BeforeEach
    void start() throws IOException, ClusterException, InterruptedException {
        first = new NodeAddress("127.0.0.1", freePort());
        second = new NodeAddress("127.0.0.1", freePort());
        peers = new Peers();
        one = start(first, Echo::new);
        two = start(second, Echo::new);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ClusterNode<PacketSession> start(NodeAddress node, Function<RoomContext, RoomLogic> logic)
            throws ClusterException, InterruptedException {
        return ClusterNode.start(
                ClusterOptions.of("test", node, List.of(first, second), "1").withState(state, Duration.ofMillis(50)),
                logic);
    }

    @AfterEach
    void stop() throws IOException {
        peers.close();
        two.close();
        one.close();
    }

    /** Broadcasts small packets, and ignores large ones. */
    private final class Echo implements RoomLogic {
        private final RoomContext context;

        Echo(RoomContext context) {
            this.context = context;
        }

        @Override
        public void onEnter(int member) {
            inhabited.add(context.name());
        }

        @Override
        public void onCommand(int member, PacketReader command) {
            if (command.packetId() == Peers.Numbered.ID) {
                context.broadcast(new Peers.Numbered(command.readInt("number")));
            }
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static List<RoomRef<PacketSession>> enterAll(ClusterNode<PacketSession> node, PacketSession member) {
        List<RoomRef<PacketSession>> rooms =
                IntStream.range(0, ROOMS).mapToObj(i -> node.room("room-" + i)).toList();
        assertThat(rooms).allMatch(room -> room.enter(member));
        return rooms;
    }

    /**
     * The first node is the oldest one and places the rooms. No member sends a command, so the rooms start elsewhere only
     * because their old home tells the gateways.
     */
    @Test
    void aNodeLeavesOnlyWhenItsRoomsHaveStartedElsewhere() throws IOException, InterruptedException {
        enterAll(two, peers.connect());
        await(
                "all rooms have started",
                () -> inhabited.size() == ROOMS && two.metrics().inFlight() == 0);
        assertThat(one.metrics().roomsHere()).isPositive();
        inhabited.clear();
        long before = two.metrics().roomsHere();
        one.close();
        assertThat(inhabited).as("rooms that have moved").hasSize((int) (ROOMS - before));
        assertThat(two.metrics().roomsHere()).isEqualTo(ROOMS);
    }

    @Tag("full")
    @Test
    void metricsCountTheWorkOfNodes() throws IOException, InterruptedException {
        // The second node gets an answer only when both nodes accept rooms, so all rooms are spread.
        enterAll(two, peers.connect());
        await("all have entered", () -> two.metrics().inFlight() == 0);
        PacketSession here = peers.connect();
        List<RoomRef<PacketSession>> rooms = enterAll(one, here);
        await("all have entered again", () -> one.metrics().inFlight() == 0);
        ClusterMetrics before = one.metrics();
        assertThat(before.nodes()).isEqualTo(2);
        assertThat(before.unreachable()).isZero();
        assertThat(before.writing()).isTrue();
        assertThat(List.of(before.roomsJoined(), before.members())).containsOnly((long) ROOMS);
        assertThat(before.roomsHere() + two.metrics().roomsHere()).isEqualTo(ROOMS);
        assertThat(List.of(before.roomsHere(), two.metrics().roomsHere())).allMatch(homes -> homes > 0);
        assertThat(List.of(before.receivedFromHere(), before.receivedFromElsewhere()))
                .as("commands of each node")
                .containsOnly(before.roomsHere());
        assertThat(before.restarts()).isGreaterThanOrEqualTo(ROOMS);

        assertThat(rooms).allMatch(room -> room.tell(here, new Peers.Numbered(1)));
        await(
                "both receive events of every room",
                () -> one.metrics().delivered() - before.delivered() >= ROOMS
                        && two.metrics().delivered() >= ROOMS);
        await("all commands are acknowledged", () -> one.metrics().inFlight() == 0);
        ClusterMetrics after = one.metrics();
        assertThat(after.sent() - before.sent()).isEqualTo(ROOMS);
        assertThat(after.confirmed() - before.confirmed()).isEqualTo(ROOMS);
        assertThat(after.receivedFromHere() - before.receivedFromHere()).isEqualTo(after.roomsHere());
        assertThat(after.receivedFromElsewhere()).isEqualTo(before.receivedFromElsewhere());
        assertThat(after.events() - before.events())
                .as("to two gateways")
                .isGreaterThanOrEqualTo(2 * after.roomsHere());
        assertThat(after.confirmationTime()).isGreaterThan(before.confirmationTime());
        assertThat(after.longestConfirmation()).isPositive().isLessThanOrEqualTo(after.confirmationTime());
        await("states are saved", () -> one.metrics().statesKept() > 0);
        assertThat(after.statesFailed()).isZero();

        assertThat(after.refused()).isZero();
        long taken = IntStream.range(0, 100)
                .filter(number -> rooms.get(0).tell(here, new Big(number)))
                .count();
        assertThat(taken).as("at least the commands that fit into 1 MiB").isBetween(17L, 99L);
        assertThat(one.metrics().refused()).isEqualTo(100 - taken);

        two.close();
        await("one node is left", () -> one.metrics().nodes() == 1);
        assertThat(one.metrics().roomsHere()).isEqualTo(ROOMS);
        assertThat(one.metrics().roomsStarted()).isGreaterThan(after.roomsStarted());
        assertThat(two.metrics().roomsHere()).isZero();
        assertThat(two.metrics().roomsStopped())
                .isEqualTo(two.metrics().roomsStarted())
                .isPositive();
    }
}
