package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.GatewayMessage.AttachAck;
import dev.packetwright.cluster.GatewayMessage.AttachRequest;
import dev.packetwright.cluster.GatewayMessage.Relocating;
import dev.packetwright.cluster.GatewayMessage.RoomEvent;
import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import dev.packetwright.cluster.RoomMessage.Attach;
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

/** Tests a gateway with one member. The test sends the messages of the room. */
@Timeout(60)
class GatewayTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final String ROOM = "room";

    private final Gateway<PacketSession> gateway = new Gateway<>(new Counters());
    private final BlockingQueue<RoomMessage> toRoom = new LinkedBlockingQueue<>();
    private final BlockingQueue<HandoffMessage> toTracker = new LinkedBlockingQueue<>();
    private ActorSystem<RoomMessage> system;
    private ActorRef<GatewayMessage> actor;
    private ActorRef<HandoffMessage> tracker;
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
        tracker = system.systemActorOf(
                Behaviors.receiveMessage(message -> {
                    toTracker.add(message);
                    return Behaviors.same();
                }),
                "tracker",
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

    private Attach nextAttach() throws InterruptedException {
        while (true) {
            RoomMessage message = toRoom.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("an attempt to attach").isNotNull();
            if (message instanceof Attach attach) {
                return attach;
            }
        }
    }

    private @Nullable HandoffMessage nextToTracker() throws InterruptedException {
        return toTracker.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The room starts at its next home at once, even if no member sends a command. */
    @Test
    void attachesAtTheNextHomeAtOnceAndTellsThePreviousOne() throws InterruptedException {
        long link = nextAttach().link();
        actor.tell(new AttachAck(ROOM, link, 1, 1, 1, 0));
        actor.tell(new Relocating(ROOM, link, 1, tracker));
        Attach next = nextAttach();
        assertThat(next.epoch()).isEqualTo(1);
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(toTracker).as("it is not attached there yet").isEmpty();
        actor.tell(new AttachAck(ROOM, link, 2, 1, 1, 0));
        assertThat(nextToTracker()).isEqualTo(new HandoffDone(link));
    }

    /** The previous home must not wait for a handoff that is done. */
    @Test
    void tellsThePreviousHomeAlsoIfTheNextOneWasFaster() throws InterruptedException {
        long link = nextAttach().link();
        actor.tell(new AttachAck(ROOM, link, 2, 1, 1, 0));
        actor.tell(new Relocating(ROOM, link, 1, tracker));
        assertThat(nextToTracker()).isEqualTo(new HandoffDone(link));
        actor.tell(new Relocating(ROOM, link + 1, 1, tracker));
        assertThat(nextToTracker()).as("of an earlier link").isEqualTo(new HandoffDone(link + 1));
        actor.tell(new Relocating("left", 7, 1, tracker));
        assertThat(nextToTracker()).as("of a room without members here").isEqualTo(new HandoffDone(7));
    }

    /** The room sends an event again if its acknowledgement is late. */
    @Test
    void membersReceiveRepeatedEventsOnce() throws IOException, InterruptedException {
        long link = nextAttach().link();
        actor.tell(new AttachAck(ROOM, link, 1, 1, 1, 1));
        actor.tell(event(link, 1, GatewayMessage.EventKind.ENTERED, EncodedPacket.NONE));
        for (int number = 2; number <= 4; number++) {
            GatewayMessage event = event(
                    link, number, GatewayMessage.EventKind.BROADCAST, EncodedPacket.of(new Peers.Numbered(number)));
            actor.tell(event);
            actor.tell(event);
        }
        var input = new DataInputStream(peers.sockets().get(0).getInputStream());
        for (int number = 2; number <= 4; number++) {
            var packet = new PacketReader(input.readNBytes(Peers.Numbered.SIZE));
            assertThat(packet.readInt("number")).isEqualTo(number);
        }
    }

    private static GatewayMessage event(long link, long number, GatewayMessage.EventKind kind, EncodedPacket packet) {
        return new RoomEvent(ROOM, link, 1, 1, number, 1, kind, 1, 1, packet);
    }

    /** Another attempt would make the room begin a second stream and send its events twice. */
    @Test
    void repeatsTheSameAttemptUntilTheRoomAnswers() throws InterruptedException {
        Attach first = nextAttach();
        RoomMessage second = null;
        while (second == null) {
            actor.tell(new AttachRequest(ROOM, first.link(), 1));
            second = toRoom.poll(10, TimeUnit.MILLISECONDS);
        }
        assertThat(second).isEqualTo(first);
    }
}
