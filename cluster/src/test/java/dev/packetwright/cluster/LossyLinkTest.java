package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.Heartbeat;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.cluster.RoomMessage.Stop;
import dev.packetwright.cluster.RoomMessage.Tick;
import dev.packetwright.rooms.RoomContext;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomRef;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests a gateway and a room that moves many times in good order, while messages are lost in both directions. The room
 * executes each command once, and all members receive all events once and in one order.
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
    private final Object progress = new Object(); // notified after each message that the gateway has received
    private final List<String> faults = new ArrayList<>(); // used by the reading thread until it ends
    private Peers peers;
    private ActorSystem<RoomMessage> system;

    private static final class Echo implements RoomLogic {
        private final RoomContext context;

        Echo(RoomContext context) {
            this.context = context;
        }

        @Override
        public void onCommand(int member, PacketReader command) {
            context.broadcast(new Peers.Numbered(command.readInt("number")));
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
                Behaviors.intercept(Losing::new, gateway.behavior(Duration.ofMillis(5))), "gateway", Props.empty());
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
            if (message instanceof GatewayMessage.FromRoom && isLost()) {
                return Behaviors.same();
            }
            Behavior<GatewayMessage> next = target.apply(context, message);
            synchronized (progress) {
                progress.notifyAll();
            }
            return next;
        }
    }

    /** Waits until the condition holds. It is checked after each message that the gateway has received. */
    private void await(BooleanSupplier condition) throws InterruptedException {
        synchronized (progress) {
            while (!condition.getAsBoolean()) {
                progress.wait();
            }
        }
    }

    /** A room that moves when it is told to stop: the next host continues with its state. */
    private Behavior<RoomMessage> room() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), Duration.ofMillis(50));
            var node = new NodeContext(
                    Echo::new, lease, counters, context.getSystem().ignoreRef(), true, Duration.ofSeconds(1));
            var refs = ActorRefResolver.get(context.getSystem());
            RoomHost[] host = {new RoomHost(node, "room", RoomState.NONE, refs)};
            return Behaviors.receive(RoomMessage.class)
                    .onMessage(Tick.class, tick -> {
                        host[0].onTick();
                        return Behaviors.same();
                    })
                    .onMessage(Stop.class, stop -> {
                        host[0] = new RoomHost(node, "room", host[0].lastState(), refs);
                        return Behaviors.same();
                    })
                    .onAnyMessage(message -> {
                        if (!isLost()) {
                            give(host[0], message);
                        }
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    private static void give(RoomHost host, RoomMessage message) {
        if (message instanceof RoomCommand command) {
            host.onCommand(command);
        } else if (message instanceof Heartbeat heartbeat) {
            host.onHeartbeat(heartbeat);
        } else if (message instanceof Attach attach) {
            host.onAttach(attach);
        }
    }

    @Tag("full")
    @Test
    void nothingIsLostAndNothingComesTwice() throws IOException, InterruptedException {
        loseNothing();
    }

    @Tag("full")
    @RepeatedTest(2)
    void nothingIsLostAndNothingComesTwiceAgain() throws IOException, InterruptedException {
        loseNothing();
    }

    private void loseNothing() throws IOException, InterruptedException {
        RoomRef<PacketSession> room = gateway.room("room");
        List<PacketSession> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            PacketSession member = peers.connect();
            assertThat(room.enter(member)).isTrue();
            members.add(member);
        }
        PacketSession speaker = members.get(0);
        await(() -> counters.confirmed.sum() == MEMBERS);
        Thread reading = readEverything();
        for (int number = 0; number < COMMANDS; number++) {
            var packet = new Peers.Numbered(number);
            await(() -> room.tell(speaker, packet)); // the room refuses it while too many are not acknowledged
            if (number % MOVE_EVERY == 0) {
                system.tell(new Stop());
            }
        }
        reading.join();
        assertThat(faults).isEmpty();
        assertThat(counters.resent.sum()).as("because of lost messages").isPositive();
        assertThat(counters.gaps.sum()).as("because of lost messages").isPositive();
    }

    private Thread readEverything() {
        var reading = new Thread(() -> {
            try {
                for (Socket peer : peers.sockets()) {
                    var input = new DataInputStream(peer.getInputStream());
                    for (int number = 0; number < COMMANDS; number++) {
                        var packet = new PacketReader(input.readNBytes(Peers.Numbered.SIZE));
                        int received = packet.readInt("number");
                        if (received != number) {
                            faults.add("received " + received + ", not " + number);
                            return;
                        }
                    }
                }
            } catch (IOException failure) {
                faults.add(failure.toString());
            }
        });
        reading.start();
        return reading;
    }
}
