package dev.packetwright.cluster;

import dev.packetwright.cluster.HandoffMessage.Await;
import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import dev.packetwright.cluster.HandoffMessage.RoomLeft;
import dev.packetwright.cluster.HandoffMessage.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Tracks the rooms that have left this node and whose gateways have not attached at the new homes yet. A node that leaves
 * the cluster waits for these handoffs: the shard coordinator may live on it, and would be missing for a second if the
 * node left at once.
 */
final class HandoffTracker extends AbstractBehavior<HandoffMessage> {
    static final String NAME = "packetwright-handoff";

    /** The phase of a node's shutdown in which its rooms have left and it is still a member of the cluster. */
    static final String PHASE = "rooms-handoff";

    /** The time after which a handoff is forgotten, because its gateway has probably died. */
    private static final long FORGET_AFTER = Duration.ofSeconds(5).toNanos();

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Map<Long, Long> pending = new HashMap<>();
    private final List<ActorRef<Done>> waiting = new ArrayList<>();

    private HandoffTracker(ActorContext<HandoffMessage> context) {
        super(context);
    }

    static Behavior<HandoffMessage> create() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return new HandoffTracker(context);
        }));
    }

    @Override
    public Receive<HandoffMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(RoomLeft.class, this::onRoomLeft)
                .onMessage(HandoffDone.class, this::onHandoffDone)
                .onMessage(Await.class, this::onAwait)
                .onMessage(Tick.class, tick -> forgetLate())
                .build();
    }

    private Behavior<HandoffMessage> onRoomLeft(RoomLeft left) {
        long now = System.nanoTime();
        left.links().forEach(link -> pending.put(link, now));
        return this;
    }

    private Behavior<HandoffMessage> onHandoffDone(HandoffDone done) {
        pending.remove(done.link());
        return answerIfDone();
    }

    private Behavior<HandoffMessage> onAwait(Await await) {
        waiting.add(await.waiting());
        return answerIfDone();
    }

    private Behavior<HandoffMessage> forgetLate() {
        long now = System.nanoTime();
        pending.values().removeIf(leftAt -> now - leftAt > FORGET_AFTER);
        return answerIfDone();
    }

    private Behavior<HandoffMessage> answerIfDone() {
        if (pending.isEmpty()) {
            waiting.forEach(one -> one.tell(Done.getInstance()));
            waiting.clear();
        }
        return this;
    }
}
