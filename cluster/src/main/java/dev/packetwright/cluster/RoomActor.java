package dev.packetwright.cluster;

import dev.packetwright.cluster.RoomMessage.Beat;
import dev.packetwright.cluster.RoomMessage.Entry;
import dev.packetwright.cluster.RoomMessage.FromGateway;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Kept;
import dev.packetwright.cluster.RoomMessage.Pulse;
import dev.packetwright.cluster.RoomMessage.Restored;
import dev.packetwright.cluster.RoomMessage.Stop;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/** A room at its home: waits for its state, gives its {@link RoomBook} what comes in, and keeps the state. */
final class RoomActor extends AbstractBehavior<RoomMessage> {
    private static final BoundedLog LOG = new BoundedLog(RoomActor.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final int STASH = 10_000;

    private final Home home;
    private final RoomBook book;
    private final Consumer<RoomState> store;
    private boolean keeping;
    private boolean stopping;
    private boolean keptLast;
    private long lastKept = System.nanoTime();

    private RoomActor(
            ActorContext<RoomMessage> context, Home home, String name, RoomState state, Consumer<RoomState> store) {
        super(context);
        this.home = home;
        this.store = store;
        this.book = new RoomBook(home, name, state, ActorRefResolver.get(context.getSystem()));
    }

    static Behavior<RoomMessage> create(Home home, String name) {
        return Behaviors.withStash(
                STASH,
                stash -> Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Beat(), BEAT);
                    home.counters().roomsStarted.increment();
                    return home.keepsState()
                            ? restoring(context, stash, home, name)
                            : new RoomActor(context, home, name, RoomState.NONE, state -> {});
                })));
    }

    private static Behavior<RoomMessage> restoring(
            ActorContext<RoomMessage> context, StashBuffer<RoomMessage> stash, Home home, String name) {
        var actor = Adapter.actorOf(context, StateStore.props(name, context.getSelf()), "state");
        Adapter.watch(context, actor); // it ends if the state cannot be read; then so does the room, and begins anew
        Consumer<RoomState> store = state -> actor.tell(state, org.apache.pekko.actor.ActorRef.noSender());
        return Behaviors.receive(RoomMessage.class)
                .onMessage(
                        Restored.class,
                        restored -> stash.unstashAll(new RoomActor(context, home, name, restored.state(), store)))
                .onMessage(Beat.class, beat -> Behaviors.same())
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onAnyMessage(message -> {
                    if (!stash.isFull()) { // else it is sent again
                        stash.stash(message);
                    }
                    return Behaviors.same();
                })
                .onSignal(PostStop.class, stopped -> {
                    home.counters().roomsStopped.increment();
                    return Behaviors.same();
                })
                .build();
    }

    @Override
    public Receive<RoomMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Entry.class, entry -> onMessage(entry, book::onEntry))
                .onMessage(Pulse.class, pulse -> onMessage(pulse, book::onPulse))
                .onMessage(Greeting.class, greeting -> onMessage(greeting, book::onGreeting))
                .onMessage(Beat.class, beat -> onBeat())
                .onMessage(Kept.class, this::onKept)
                .onMessage(Stop.class, stop -> onStop())
                .onSignal(PostStop.class, stopped -> {
                    home.counters().roomsStopped.increment();
                    return this;
                })
                .build();
    }

    /** What comes while the room may not write, or stops, is not accepted, and so will be sent again. */
    private <M extends FromGateway> Behavior<RoomMessage> onMessage(M message, Consumer<M> handler) {
        if (stopping) {
            return this;
        }
        if (home.lease().holds()) {
            handler.accept(message);
        } else {
            home.counters().fenced.increment();
            book.putOff(message);
        }
        return this;
    }

    private Behavior<RoomMessage> onBeat() {
        if (!stopping && home.lease().holds()) {
            book.onBeat();
            if (home.keepsState()
                    && System.nanoTime() - lastKept >= home.stateInterval().toNanos()) {
                keep();
            }
        }
        return this;
    }

    private void keep() {
        if (!keeping && book.hasChanged()) {
            keeping = true;
            lastKept = System.nanoTime();
            store.accept(book.state());
        }
    }

    private Behavior<RoomMessage> onKept(Kept result) {
        keeping = false;
        if (result.successfully()) {
            home.counters().statesKept.increment();
        } else {
            home.counters().statesFailed.increment();
            LOG.log(Level.ERROR, () -> "the state of room '" + book.name() + "' could not be kept");
        }
        return stopping ? finish() : this;
    }

    /** The room moves, or nobody is in it. What comes from now on is for the next incarnation. */
    private Behavior<RoomMessage> onStop() {
        stopping = true;
        return keeping ? this : finish();
    }

    private Behavior<RoomMessage> finish() {
        if (!home.lease().holds()) {
            return Behaviors.stopped();
        }
        if (!home.keepsState() || keptLast) {
            book.moveOn();
            return Behaviors.stopped();
        }
        keptLast = true;
        keeping = true;
        store.accept(book.lastState());
        return this;
    }
}
