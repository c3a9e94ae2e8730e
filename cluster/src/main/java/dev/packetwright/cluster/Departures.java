package dev.packetwright.cluster;

import dev.packetwright.cluster.DepartureMessage.Await;
import dev.packetwright.cluster.DepartureMessage.Left;
import dev.packetwright.cluster.DepartureMessage.Look;
import dev.packetwright.cluster.DepartureMessage.Settled;
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
 * Knows which rooms have left this node and are not at home anywhere else yet. A node that leaves the cluster waits for
 * them: what places rooms may live on it, and would be gone for a second if it left at once.
 */
final class Departures extends AbstractBehavior<DepartureMessage> {
    static final String NAME = "packetwright-departures";

    /** Of a node's shutdown: its rooms have left, and it is still a member of the cluster. */
    static final String PHASE = "rooms-settle";

    /** Gateways that have not settled by then have gone themselves. */
    private static final long OBLIVION = Duration.ofSeconds(5).toNanos();

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<Long, Long> unsettled = new HashMap<>();
    private final List<ActorRef<Done>> waiting = new ArrayList<>();

    private Departures(ActorContext<DepartureMessage> context) {
        super(context);
    }

    static Behavior<DepartureMessage> create() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), LOOK);
            return new Departures(context);
        }));
    }

    @Override
    public Receive<DepartureMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Left.class, this::onLeft)
                .onMessage(Settled.class, this::onSettled)
                .onMessage(Await.class, this::onAwait)
                .onMessage(Look.class, look -> forgetGone())
                .build();
    }

    private Behavior<DepartureMessage> onLeft(Left left) {
        long now = System.nanoTime();
        left.links().forEach(link -> unsettled.put(link, now));
        return this;
    }

    private Behavior<DepartureMessage> onSettled(Settled settled) {
        unsettled.remove(settled.link());
        return answerIfSettled();
    }

    private Behavior<DepartureMessage> onAwait(Await await) {
        waiting.add(await.waiting());
        return answerIfSettled();
    }

    private Behavior<DepartureMessage> forgetGone() {
        long now = System.nanoTime();
        unsettled.values().removeIf(leftAt -> now - leftAt > OBLIVION);
        return answerIfSettled();
    }

    private Behavior<DepartureMessage> answerIfSettled() {
        if (unsettled.isEmpty()) {
            waiting.forEach(one -> one.tell(Done.getInstance()));
            waiting.clear();
        }
        return this;
    }
}
