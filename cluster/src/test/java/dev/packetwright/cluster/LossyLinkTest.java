package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.RoomMessage.Beat;
import dev.packetwright.cluster.RoomMessage.Entry;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Pulse;
import dev.packetwright.cluster.RoomMessage.Stop;
import dev.packetwright.rooms.RoomLink;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomStage;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * A gateway and a room, between which messages get lost in both directions, while the room moves again and again in good
 * order: each command is taken once, and all members hear everything once and in one order.
 */
@Timeout(120)
class LossyLinkTest {
    private static final int MEMBERS = 3;
    private static final int COMMANDS = 2000;
    private static final int MOVE_EVERY = 400;
    private static final double LOSS = 0.02;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed); // guarded by itself
    private final Counters counters = new Counters();
    private final Quorum.Lease lease = new Quorum.Lease(Duration.ofHours(1));
    private final Gateway<PacketSession> gateway = new Gateway<>(counters);
    private Peers peers;
    private ActorSystem<RoomMessage> system;

    private static final class Echo implements RoomLogic {
        private final RoomStage stage;

        Echo(RoomStage stage) {
            this.stage = stage;
        }

        @Override
        public void onCommand(int member, PacketReader command) {
            stage.broadcast(new Peers.Numbered(command.readInt("number")));
        }
    }

    @BeforeEach
    void start() throws IOException {
        System.out.println("seed " + seed);
        peers = new Peers();
        system = ActorSystem.create(
                room(),
                "test",
                ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
        system.systemActorOf(
                Behaviors.intercept(Losing::new, gateway.behavior(Duration.ofMillis(5))),
                "gateway",
                org.apache.pekko.actor.typed.Props.empty());
        gateway.open(system);
    }

    @AfterEach
    void stop() throws IOException {
        peers.close();
        system.terminate();
    }

    private boolean isLost() {
        synchronized (random) {
            return random.nextDouble() < LOSS;
        }
    }

    private final class Losing extends BehaviorInterceptor<GatewayMessage, GatewayMessage> {
        Losing() {
            super(GatewayMessage.class);
        }

        @Override
        public Behavior<GatewayMessage> aroundReceive(
                TypedActorContext<GatewayMessage> context,
                GatewayMessage message,
                ReceiveTarget<GatewayMessage> target) {
            return message instanceof GatewayMessage.FromRoom && isLost()
                    ? Behaviors.same()
                    : target.apply(context, message);
        }
    }

    /** A room that moves when it is told to stop: the next one goes on from its state. */
    private Behavior<RoomMessage> room() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Beat(), Duration.ofMillis(50));
            var home =
                    new Home(Echo::new, lease, counters, context.getSystem().ignoreRef(), true, Duration.ofSeconds(1));
            var refs = ActorRefResolver.get(context.getSystem());
            RoomBook[] book = {new RoomBook(home, "room", RoomState.NONE, refs)};
            return Behaviors.receive(RoomMessage.class)
                    .onMessage(Beat.class, beat -> {
                        book[0].onBeat();
                        return Behaviors.same();
                    })
                    .onMessage(Stop.class, stop -> {
                        book[0] = new RoomBook(home, "room", book[0].lastState(), refs);
                        return Behaviors.same();
                    })
                    .onAnyMessage(message -> {
                        if (!isLost()) {
                            give(book[0], message);
                        }
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    private static void give(RoomBook book, RoomMessage message) {
        if (message instanceof Entry entry) {
            book.onEntry(entry);
        } else if (message instanceof Pulse pulse) {
            book.onPulse(pulse);
        } else if (message instanceof Greeting greeting) {
            book.onGreeting(greeting);
        }
    }

    @RepeatedTest(3)
    void nothingIsLostAndNothingComesTwice() throws IOException, InterruptedException {
        RoomLink<PacketSession> room = gateway.room("room");
        List<PacketSession> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            PacketSession member = peers.connect();
            assertThat(room.enter(member)).isTrue();
            members.add(member);
        }
        PacketSession speaker = members.get(0);
        while (counters.confirmed.sum() < MEMBERS) {
            Thread.onSpinWait();
        }
        Thread hearing = hearEverything();
        for (int number = 0; number < COMMANDS; number++) {
            while (!room.tell(speaker, new Peers.Numbered(number))) {
                Thread.onSpinWait(); // too many are unconfirmed
            }
            if (number % MOVE_EVERY == 0) {
                system.tell(new Stop());
            }
        }
        hearing.join();
        assertThat(faults).isEmpty();
        assertThat(counters.resent.sum()).as("of what was lost").isPositive();
        assertThat(counters.gaps.sum()).as("of what was lost").isPositive();
    }

    private final List<String> faults = new ArrayList<>();

    private Thread hearEverything() {
        var hearing = new Thread(() -> {
            try {
                for (Socket peer : peers.sockets()) {
                    var input = new DataInputStream(peer.getInputStream());
                    for (int number = 0; number < COMMANDS; number++) {
                        var packet = new PacketReader(input.readNBytes(Peers.Numbered.SIZE));
                        int heard = packet.readInt("number");
                        if (heard != number) {
                            faults.add("heard " + heard + ", not " + number);
                            return;
                        }
                    }
                }
            } catch (IOException failure) {
                faults.add(failure.toString());
            }
        });
        hearing.start();
        return hearing;
    }
}
