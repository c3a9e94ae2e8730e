package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.GatewayMessage.Relocating;
import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.CommandKind;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.rooms.RoomContext;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.runtime.packet.PacketReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests a room with one gateway. The test sends the messages of the gateway. */
class RoomHostTest {
    private static final String ROOM = "room";
    private static final long LINK = 7;
    private static final int PATIENCE_SECONDS = 30;
    private static final int MAX_EVENTS = 32_768;

    private final Counters counters = new Counters();
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> entered = new ArrayList<>();
    private final ActorSystem<Void> system = ActorSystem.create(
            Behaviors.empty(),
            "test",
            ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
    private final BlockingQueue<GatewayMessage> toGateway = new LinkedBlockingQueue<>();
    private final ActorRef<GatewayMessage> gateway = system.systemActorOf(
            Behaviors.receiveMessage(message -> {
                toGateway.add(message);
                return Behaviors.same();
            }),
            "gateway",
            Props.empty());
    private RoomHost host;

    /** Records its calls, and sends each member that enters a packet. */
    private final class Recorder implements RoomLogic {
        private final RoomContext context;

        Recorder(RoomContext context) {
            this.context = context;
        }

        @Override
        public void onEnter(int member) {
            entered.add(member);
            context.send(member, new Peers.Numbered(member));
        }

        @Override
        public void onCommand(int member, PacketReader command) {
            taken.add(command.readInt("number"));
        }
    }

    @BeforeEach
    void start() {
        var node = new NodeContext(
                Recorder::new,
                new Quorum.Lease(Duration.ofHours(1)),
                counters,
                system.ignoreRef(),
                false,
                Duration.ofSeconds(1));
        host = new RoomHost(node, ROOM, RoomState.NONE, ActorRefResolver.get(system));
        host.onAttach(attach(1));
        host.onCommand(command(1, CommandKind.ENTER, EncodedPacket.NONE));
    }

    @AfterEach
    void stop() {
        system.terminate();
    }

    private Attach attach(long attempt) {
        return new Attach(ROOM, LINK, gateway, attempt, 0, 0, 0, 0, List.of());
    }

    private static RoomCommand command(long number, CommandKind kind, EncodedPacket packet) {
        return new RoomCommand(ROOM, LINK, number, kind, 1, packet);
    }

    private static RoomCommand tell(int number) {
        return command(number, CommandKind.TELL, EncodedPacket.of(new Peers.Numbered(number)));
    }

    /** A gateway sends commands again that are not acknowledged yet. */
    @Test
    void executesCommandsInOrderAndOnce() {
        for (int number : new int[] {2, 2, 4, 3, 2, 4, 4, 3}) {
            host.onCommand(tell(number));
        }
        assertThat(taken).containsExactly(2, 3, 4);
    }

    /** The room starts at its next home at once, even if no member sends a command. */
    @Test
    void tellsItsGatewaysWhenItMoves() throws InterruptedException {
        host.relocate();
        GatewayMessage last = toGateway.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (last != null && !(last instanceof Relocating)) {
            last = toGateway.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(last)
                .isInstanceOfSatisfying(
                        Relocating.class,
                        relocating -> assertThat(relocating.link()).isEqualTo(LINK));
    }

    /**
     * The room keeps a bounded number of events for a gateway that acknowledges none. The gateway gets a new stream
     * when it returns.
     */
    @Test
    void cutsAGatewayThatIsTooFarBehind() {
        var packet = EncodedPacket.of(new Peers.Numbered(0));
        for (int number = 2; number < MAX_EVENTS + 100; number++) {
            host.onCommand(command(number, CommandKind.BROADCAST, packet));
        }
        assertThat(counters.cut.sum()).isEqualTo(1);
        assertThat(counters.events.sum()).as("events until it was cut").isEqualTo(MAX_EVENTS + 1);
        assertThat(entered).containsExactly(1);
        host.onAttach(attach(2));
        assertThat(entered).as("called again").containsExactly(1, 1);
        assertThat(counters.cut.sum()).isEqualTo(1);
    }

    /**
     * The bounds of the window do not apply to the events of an attachment. Otherwise, a gateway with many members
     * could not attach.
     */
    @Test
    void attachesAGatewayWithMoreMembersThanTheWindowHasEvents() {
        List<Member> members = IntStream.rangeClosed(1, MAX_EVENTS + 1)
                .mapToObj(key -> new Member(key, 0))
                .toList();
        var other = new Attach(ROOM, LINK + 1, gateway, 1, 0, 0, 0, 0, members);
        host.onAttach(other);
        assertThat(entered).hasSize(1 + members.size());
        assertThat(counters.cut.sum()).isZero();
        assertThat(counters.events.sum()).isEqualTo(2L + members.size());
    }
}
