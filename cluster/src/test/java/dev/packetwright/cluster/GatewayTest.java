package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.DepartureMessage.Settled;
import dev.packetwright.cluster.GatewayMessage.Moving;
import dev.packetwright.cluster.GatewayMessage.Spoken;
import dev.packetwright.cluster.GatewayMessage.Welcome;
import dev.packetwright.cluster.GatewayMessage.WhoIsThere;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway with one member, and a room whose part the test plays. */
@Timeout(60)
class GatewayTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final String ROOM = "room";

    private final Gateway<PacketSession> gateway = new Gateway<>(new Counters());
    private final BlockingQueue<RoomMessage> toRoom = new LinkedBlockingQueue<>();
    private final BlockingQueue<DepartureMessage> toHome = new LinkedBlockingQueue<>();
    private ActorSystem<RoomMessage> system;
    private ActorRef<GatewayMessage> actor;
    private ActorRef<DepartureMessage> home;
    private Peers peers;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        system = ActorSystem.create(
                Behaviors.receiveMessage(message -> {
                    toRoom.add(message);
                    return Behaviors.same();
                }),
                "test",
                ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
        actor = system.systemActorOf(gateway.behavior(Duration.ofMillis(5)), "gateway", Props.empty());
        home = system.systemActorOf(
                Behaviors.receiveMessage(message -> {
                    toHome.add(message);
                    return Behaviors.same();
                }),
                "home",
                Props.empty());
        gateway.open(system);
        peers = new Peers();
        assertThat(gateway.room(ROOM).enter(peers.connect())).isTrue();
    }

    @AfterEach
    void stop() throws IOException {
        peers.close();
        system.terminate();
    }

    private Greeting nextGreeting() throws InterruptedException {
        while (true) {
            RoomMessage message = toRoom.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a greeting").isNotNull();
            if (message instanceof Greeting greeting) {
                return greeting;
            }
        }
    }

    private @Nullable DepartureMessage nextToHome() throws InterruptedException {
        return toHome.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Nobody in the room has to say anything for the room to begin at its next home. */
    @Test
    void goesOnToTheNextHomeAtOnceAndTellsTheLastOne() throws InterruptedException {
        long link = nextGreeting().link();
        actor.tell(new Welcome(ROOM, link, 1, 1, 1, 0));
        actor.tell(new Moving(ROOM, link, 1, home));
        Greeting next = nextGreeting();
        assertThat(next.incarnation()).isEqualTo(1);
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(toHome).as("it is not welcome there yet").isEmpty();
        actor.tell(new Welcome(ROOM, link, 2, 1, 1, 0));
        assertThat(nextToHome()).isEqualTo(new Settled(link));
    }

    /** The last home must not be waited for in vain. */
    @Test
    void tellsTheLastHomeAlsoWhereTheNextOneWasFaster() throws InterruptedException {
        long link = nextGreeting().link();
        actor.tell(new Welcome(ROOM, link, 2, 1, 1, 0));
        actor.tell(new Moving(ROOM, link, 1, home));
        assertThat(nextToHome()).isEqualTo(new Settled(link));
        actor.tell(new Moving(ROOM, link + 1, 1, home));
        assertThat(nextToHome()).as("of an earlier stay").isEqualTo(new Settled(link + 1));
        actor.tell(new Moving("left", 7, 1, home));
        assertThat(nextToHome()).as("of a room without members here").isEqualTo(new Settled(7));
    }

    /** What the room sends again because a confirmation is late has been heard before. */
    @Test
    void membersHearOnceWhatComesTwice() throws IOException, InterruptedException {
        long link = nextGreeting().link();
        actor.tell(new Welcome(ROOM, link, 1, 1, 1, 1));
        actor.tell(spoken(link, 1, GatewayMessage.Kind.ENTERED, EncodedPacket.NONE));
        for (int number = 2; number <= 4; number++) {
            GatewayMessage said =
                    spoken(link, number, GatewayMessage.Kind.ALL, EncodedPacket.of(new Peers.Numbered(number)));
            actor.tell(said);
            actor.tell(said);
        }
        var heard = new DataInputStream(peers.sockets().get(0).getInputStream());
        for (int number = 2; number <= 4; number++) {
            var packet = new PacketReader(heard.readNBytes(Peers.Numbered.SIZE));
            assertThat(packet.readInt("number")).isEqualTo(number);
        }
    }

    private static GatewayMessage spoken(long link, long number, GatewayMessage.Kind kind, EncodedPacket packet) {
        return new Spoken(ROOM, link, 1, 1, number, 1, kind, 1, 1, packet);
    }

    /** Were it another greeting, the room would begin twice, and what it says in between would be heard twice. */
    @Test
    void greetsAgainAsBeforeWhileNobodyHasAnswered() throws InterruptedException {
        Greeting first = nextGreeting();
        while (toRoom.isEmpty()) {
            actor.tell(new WhoIsThere(ROOM, first.link(), 1));
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(nextGreeting()).isEqualTo(first);
    }
}
