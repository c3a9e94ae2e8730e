package dev.packetwright.cluster;

import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.FromGateway;
import dev.packetwright.cluster.RoomMessage.Heartbeat;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.cluster.RoomMessage.StateRestored;
import dev.packetwright.cluster.RoomMessage.StateSaved;
import dev.packetwright.cluster.RoomMessage.Stop;
import dev.packetwright.cluster.RoomMessage.Tick;
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

/** The actor of a room at its home: it restores the state, passes messages on to the {@link RoomHost}, and saves the state. */
final class RoomActor extends AbstractBehavior<RoomMessage> {
    private static final BoundedLog LOG = new BoundedLog(RoomActor.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int MAX_STASHED = 10_000;

    private final NodeContext node;
    private final RoomHost host;
    private final Consumer<RoomState> store;
    private boolean saving;
    private boolean stopping;
    private boolean savedLast;
    private long lastSaved = System.nanoTime();

    private RoomActor(
            ActorContext<RoomMessage> context,
            NodeContext node,
            String name,
            RoomState state,
            Consumer<RoomState> store) {
        super(context);
        this.node = node;
        this.store = store;
        this.host = new RoomHost(node, name, state, ActorRefResolver.get(context.getSystem()));
    }

    static Behavior<RoomMessage> create(NodeContext node, String name) {
        return Behaviors.withStash(
                MAX_STASHED,
                stash -> Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Tick(), TICK);
                    node.counters().roomsStarted.increment();
                    return node.keepsState()
                            ? restoring(context, stash, node, name)
                            : new RoomActor(context, node, name, RoomState.NONE, state -> {});
                })));
    }

    private static Behavior<RoomMessage> restoring(
            ActorContext<RoomMessage> context, StashBuffer<RoomMessage> stash, NodeContext node, String name) {
        var actor = Adapter.actorOf(context, StateStore.props(name, context.getSelf()), "state");
        Adapter.watch(context, actor); // if the state cannot be read, both actors end, and the room starts again
        Consumer<RoomState> store = state -> actor.tell(state, org.apache.pekko.actor.ActorRef.noSender());
        return Behaviors.receive(RoomMessage.class)
                .onMessage(
                        StateRestored.class,
                        restored -> stash.unstashAll(new RoomActor(context, node, name, restored.state(), store)))
                .onMessage(Tick.class, tick -> Behaviors.same())
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onAnyMessage(message -> {
                    if (!stash.isFull()) { // otherwise the gateway sends it again
                        stash.stash(message);
                    }
                    return Behaviors.same();
                })
                .onSignal(PostStop.class, stopped -> {
                    node.counters().roomsStopped.increment();
                    return Behaviors.same();
                })
                .build();
    }

    @Override
    public Receive<RoomMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(RoomCommand.class, command -> onMessage(command, host::onCommand))
                .onMessage(Heartbeat.class, heartbeat -> onMessage(heartbeat, host::onHeartbeat))
                .onMessage(Attach.class, attach -> onMessage(attach, host::onAttach))
                .onMessage(Tick.class, tick -> onTick())
                .onMessage(StateSaved.class, this::onSaved)
                .onMessage(Stop.class, stop -> onStop())
                .onSignal(PostStop.class, stopped -> {
                    node.counters().roomsStopped.increment();
                    return this;
                })
                .build();
    }

    /** Handles a message, unless the room stops or may not write. The gateway sends it again then. */
    private <M extends FromGateway> Behavior<RoomMessage> onMessage(M message, Consumer<M> handler) {
        if (stopping) {
            return this;
        }
        if (node.lease().holds()) {
            handler.accept(message);
        } else {
            node.counters().fenced.increment();
            host.defer(message);
        }
        return this;
    }

    private Behavior<RoomMessage> onTick() {
        if (!stopping && node.lease().holds()) {
            host.onTick();
            if (node.keepsState()
                    && System.nanoTime() - lastSaved >= node.stateInterval().toNanos()) {
                save();
            }
        }
        return this;
    }

    private void save() {
        if (!saving && host.hasChanged()) {
            saving = true;
            lastSaved = System.nanoTime();
            store.accept(host.state());
        }
    }

    private Behavior<RoomMessage> onSaved(StateSaved result) {
        saving = false;
        if (result.successfully()) {
            node.counters().statesKept.increment();
        } else {
            node.counters().statesFailed.increment();
            LOG.log(Level.ERROR, () -> "the state of room '" + host.name() + "' could not be saved");
        }
        return stopping ? finish() : this;
    }

    /** Stops the room, which moves or has no members. Messages that come from now on are for its next epoch. */
    private Behavior<RoomMessage> onStop() {
        stopping = true;
        return saving ? this : finish();
    }

    private Behavior<RoomMessage> finish() {
        if (!node.lease().holds()) {
            return Behaviors.stopped();
        }
        if (!node.keepsState() || savedLast) {
            host.relocate();
            return Behaviors.stopped();
        }
        savedLast = true;
        saving = true;
        store.accept(host.lastState());
        return this;
    }
}
