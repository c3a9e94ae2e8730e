package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.GatewayMessage.Moving;
import dev.packetwright.cluster.RoomMessage.Entry;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Kind;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomStage;
import dev.packetwright.runtime.packet.PacketReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room with one gateway, whose part the test plays. */
class RoomBookTest {
    private static final String ROOM = "room";
    private static final long LINK = 7;
    private static final int PATIENCE_SECONDS = 30;
    private static final int MOST_UNCONFIRMED = 32_768;

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
    private RoomBook book;

    private final class Recorder implements RoomLogic {
        @Override
        public void onEnter(int member) {
            entered.add(member);
        }

        @Override
        public void onCommand(int member, PacketReader command) {
            taken.add(command.readInt("number"));
        }
    }

    @BeforeEach
    void start() {
        var home = new Home(
                (RoomStage stage) -> new Recorder(),
                new Quorum.Lease(Duration.ofHours(1)),
                counters,
                system.ignoreRef(),
                false,
                Duration.ofSeconds(1));
        book = new RoomBook(home, ROOM, RoomState.NONE, ActorRefResolver.get(system));
        book.onGreeting(greeting(1));
        book.onEntry(entry(1, Kind.ENTER, EncodedPacket.NONE));
    }

    @AfterEach
    void stop() {
        system.terminate();
    }

    private Greeting greeting(long attempt) {
        return new Greeting(ROOM, LINK, gateway, attempt, 0, 0, 0, 0, List.of());
    }

    private static Entry entry(long number, Kind kind, EncodedPacket packet) {
        return new Entry(ROOM, LINK, number, kind, 1, packet);
    }

    private static Entry command(int number) {
        return entry(number, Kind.COMMAND, EncodedPacket.of(new Peers.Numbered(number)));
    }

    /** A gateway sends again what has not been confirmed to it yet. */
    @Test
    void takesInOrderAndOnce() {
        for (int number : new int[] {2, 2, 4, 3, 2, 4, 4, 3}) {
            book.onEntry(command(number));
        }
        assertThat(taken).containsExactly(2, 3, 4);
    }

    /** So that the room begins there at once, and does not wait until somebody has something to say. */
    @Test
    void sendsItsGatewaysOnWhenItMoves() throws InterruptedException {
        book.moveOn();
        GatewayMessage last = toGateway.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (last != null && !(last instanceof Moving)) {
            last = toGateway.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(last)
                .isInstanceOfSatisfying(
                        Moving.class, moving -> assertThat(moving.link()).isEqualTo(LINK));
    }

    /** A gateway that confirms nothing costs no more than that, and is told everything anew when it is back. */
    @Test
    void cutsAGatewayThatIsTooFarBehind() {
        for (int number = 0; number < MOST_UNCONFIRMED + 100; number++) {
            book.broadcast(new Peers.Numbered(number));
        }
        assertThat(counters.cut.sum()).isEqualTo(1);
        assertThat(counters.spoken.sum()).as("what was said before it was cut").isEqualTo(MOST_UNCONFIRMED + 1);
        assertThat(entered).containsExactly(1);
        book.onGreeting(greeting(2));
        assertThat(entered).as("welcome again").containsExactly(1, 1);
        assertThat(counters.cut.sum()).isEqualTo(1);
    }
}
