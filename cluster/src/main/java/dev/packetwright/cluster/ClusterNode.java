package dev.packetwright.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.ClusterException.Reason;
import dev.packetwright.cluster.ClusterOptions.NodeAddress;
import dev.packetwright.cluster.ClusterOptions.Tls;
import dev.packetwright.cluster.HandoffMessage.Await;
import dev.packetwright.rooms.RoomContext;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomRef;
import dev.packetwright.rooms.Rooms;
import dev.packetwright.runtime.session.PacketSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AllDeadLetters;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;

/**
 * A node of a cluster in this process. Each room of the cluster lives on one node and has members on all nodes.
 * Thread-safe.
 *
 * @param <S> the sessions that may be members of rooms
 */
public final class ClusterNode<S extends PacketSession> implements Rooms<S>, AutoCloseable {
    private static final EntityTypeKey<RoomMessage> ROOMS = EntityTypeKey.create(RoomMessage.class, "room");
    private static final int SHARDS = 100;
    private static final Duration BEYOND_JOIN_LIMIT = Duration.ofSeconds(15);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final ActorSystem<Void> system;
    private final Gateway<S> gateway;
    private final Counters counters;
    private final Quorum.Lease lease;

    private ClusterNode(ActorSystem<Void> system, Gateway<S> gateway, Counters counters, Quorum.Lease lease) {
        this.system = system;
        this.gateway = gateway;
        this.counters = counters;
        this.lease = lease;
    }

    /**
     * Joins the cluster, and waits until this node is a full member of it.
     *
     * @param logic creates the logic of a room each time the room starts on this node. All nodes should have the same
     * @throws ClusterException if the node cannot join
     */
    public static <S extends PacketSession> ClusterNode<S> start(
            ClusterOptions options, Function<? super RoomContext, ? extends RoomLogic> logic)
            throws ClusterException, InterruptedException {
        checkFiles(options);
        var counters = new Counters();
        var lease = new Quorum.Lease(options.lease());
        var gateway = new Gateway<S>(counters);
        ActorSystem<Void> system = startSystem(options, gateway, counters, lease);
        ActorRef<HandoffMessage> handoff =
                system.systemActorOf(HandoffTracker.create(), HandoffTracker.NAME, Props.empty());
        var context = new NodeContext(
                logic, lease, counters, handoff, options.stateFolder().isPresent(), options.stateInterval());
        var region = ClusterSharding.get(system)
                .init(Entity.of(ROOMS, entity -> RoomActor.create(context, entity.getEntityId()))
                        .withStopMessage(new RoomMessage.Stop())
                        .withMessageExtractor(new RoomName()));
        gateway.open(region);
        CoordinatedShutdown.get(system)
                .addTask(
                        HandoffTracker.PHASE,
                        HandoffTracker.NAME,
                        () -> AskPattern.ask(handoff, Await::new, CLOSE_LIMIT, system.scheduler()));
        join(system, options);
        return new ClusterNode<>(system, gateway, counters, lease);
    }

    /** Takes a message's destination from the message, so that messages need no envelope. */
    private static final class RoomName extends ShardingMessageExtractor<RoomMessage, RoomMessage> {
        @Override
        public String entityId(RoomMessage message) {
            return ((RoomMessage.FromGateway) message).room();
        }

        @Override
        public String shardId(String entityId) {
            return Integer.toString(Math.floorMod(entityId.hashCode(), SHARDS));
        }

        @Override
        public RoomMessage unwrapMessage(RoomMessage message) {
            return message;
        }
    }

    private static void checkFiles(ClusterOptions options) throws ClusterException {
        for (Path file : options.tls()
                .map(tls -> List.of(tls.key(), tls.certificate(), tls.authority()))
                .orElse(List.of())) {
            if (!Files.isReadable(file)) {
                throw new ClusterException(Reason.FILES_UNUSABLE, "cannot read " + file + ", which TLS needs");
            }
        }
        if (options.stateFolder().isPresent()) {
            Path folder = options.stateFolder().get();
            try {
                Files.createDirectories(folder);
            } catch (IOException failure) {
                throw new ClusterException(
                        Reason.FILES_UNUSABLE, "cannot create the state folder " + failure.getMessage());
            }
            if (!Files.isWritable(folder)) {
                throw new ClusterException(Reason.FILES_UNUSABLE, "cannot write into the state folder " + folder);
            }
        }
    }

    private static <S extends PacketSession> ActorSystem<Void> startSystem(
            ClusterOptions options, Gateway<S> gateway, Counters counters, Quorum.Lease lease) throws ClusterException {
        Behavior<Void> guardian = Behaviors.setup(context -> {
            context.spawn(gateway.behavior(options.tick()), Gateway.NAME);
            context.spawn(Quorum.create(lease), Quorum.NAME);
            var undelivered = context.spawn(countUndelivered(counters), "packetwright-undelivered");
            context.getSystem().eventStream().tell(new EventStream.Subscribe<>(AllDeadLetters.class, undelivered));
            return Behaviors.empty();
        });
        try {
            return ActorSystem.create(guardian, options.cluster(), config(options));
        } catch (RuntimeException failure) {
            NodeAddress address = options.bind().orElse(options.node());
            throw new ClusterException(
                    Reason.ADDRESS_UNUSABLE,
                    "cannot listen for other nodes on " + address + ": "
                            + rootOf(failure).getMessage());
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    private static Behavior<AllDeadLetters> countUndelivered(Counters counters) {
        return Behaviors.receiveMessage(letter -> {
            Object message = letter.message();
            if (message instanceof RoomMessage.FromGateway || message instanceof GatewayMessage.FromRoom) {
                counters.undelivered.increment();
            }
            return Behaviors.same();
        });
    }

    private static Config config(ClusterOptions options) {
        Map<String, Object> values = new HashMap<>();
        values.put("pekko.remote.artery.canonical.hostname", options.node().host());
        values.put("pekko.remote.artery.canonical.port", options.node().port());
        NodeAddress bind = options.bind().orElse(options.node());
        values.put("pekko.remote.artery.bind.hostname", bind.host());
        values.put("pekko.remote.artery.bind.port", bind.port());
        values.put("pekko.remote.artery.advanced.tcp.outbound-client-hostname", bind.host());
        values.put("pekko.cluster.split-brain-resolver.stable-after", options.stableAfter());
        values.put("pekko.cluster.failure-detector.acceptable-heartbeat-pause", options.heartbeatPause());
        values.put("pekko.cluster.shutdown-after-unsuccessful-join-seed-nodes", options.joinLimit());
        values.put("pekko.cluster.sharding.number-of-shards", SHARDS);
        values.put(ProtocolCheck.KEY, options.protocol());
        options.stateFolder()
                .ifPresent(folder -> values.put("pekko.persistence.snapshot-store.local.dir", folder.toString()));
        options.tls().ifPresent(tls -> secure(values, tls));
        return ConfigFactory.defaultOverrides()
                .withFallback(ConfigFactory.parseMap(values))
                .withFallback(ConfigFactory.defaultApplication())
                .withFallback(ConfigFactory.parseResources(ClusterNode.class, "/packetwright-cluster.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    private static void secure(Map<String, Object> values, Tls tls) {
        String engine = "pekko.remote.artery.ssl.rotating-keys-engine.";
        values.put("pekko.remote.artery.transport", "tls-tcp");
        values.put(
                "pekko.remote.artery.ssl.ssl-engine-provider",
                "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider");
        values.put(engine + "key-file", tls.key().toString());
        values.put(engine + "cert-file", tls.certificate().toString());
        values.put(engine + "ca-cert-file", tls.authority().toString());
    }

    private static void join(ActorSystem<Void> system, ClusterOptions options)
            throws ClusterException, InterruptedException {
        List<Address> seeds = options.seeds().stream()
                .map(seed -> new Address("pekko", options.cluster(), seed.host(), seed.port()))
                .toList();
        var up = new CompletableFuture<Void>();
        org.apache.pekko.cluster.Cluster.get(Adapter.toClassic(system)).registerOnMemberUp(() -> up.complete(null));
        Cluster.get(system).manager().tell(new JoinSeedNodes(seeds));
        var ended = system.getWhenTerminated().toCompletableFuture();
        try {
            CompletableFuture.anyOf(up, ended)
                    .get(options.joinLimit().plus(BEYOND_JOIN_LIMIT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            system.terminate();
        }
        if (!up.isDone()) {
            throw whyNotJoined(system, options);
        }
    }

    private static ClusterException whyNotJoined(ActorSystem<Void> system, ClusterOptions options) {
        var reason = CoordinatedShutdown.get(system).getShutdownReason();
        if (reason.isPresent() && reason.get() == CoordinatedShutdown.incompatibleConfigurationDetectedReason()) {
            return new ClusterException(
                    Reason.PROTOCOL_DIFFERS,
                    "cluster '" + options.cluster() + "' has another protocol than " + options.protocol()
                            + " here: run the same version on all nodes, or use another cluster name");
        }
        return new ClusterException(
                Reason.NO_SEED_ANSWERED,
                "no seed of " + options.seeds() + " has admitted this node to cluster '" + options.cluster()
                        + "' within " + options.joinLimit().toSeconds()
                        + " s: check that one runs, and that the addresses, the cluster name and TLS agree");
    }

    @Override
    public RoomRef<S> room(String name) {
        return gateway.room(name);
    }

    /** Whether a majority of the cluster, including this node, considers it alive, so that it can serve clients. */
    public boolean isReady() {
        return lease.holds();
    }

    /**
     * Completes when this node has left the cluster, by {@link #close()} or because other nodes have removed it: it was
     * unreachable or suspended for too long. Its rooms are on other nodes then, and its process should be restarted.
     */
    public CompletionStage<Void> ended() {
        return system.getWhenTerminated().thenRun(() -> {});
    }

    /** The current metrics of this node. */
    public ClusterMetrics metrics() {
        CurrentClusterState state = Cluster.get(system).state();
        long started = counters.roomsStarted.sum();
        long stopped = counters.roomsStopped.sum();
        return new ClusterMetrics(
                (int) StreamSupport.stream(state.getMembers().spliterator(), false)
                        .count(),
                state.getUnreachable().size(),
                lease.holds(),
                started - stopped,
                gateway.rooms(),
                started,
                stopped,
                counters.members.sum(),
                counters.sent.sum(),
                counters.resent.sum(),
                counters.refused.sum(),
                counters.inFlight.sum(),
                counters.receivedFromHere.sum(),
                counters.receivedFromElsewhere.sum(),
                counters.fenced.sum(),
                counters.events.sum(),
                counters.delivered.sum(),
                counters.stale.sum(),
                counters.gaps.sum(),
                counters.restarts.sum(),
                counters.cut.sum(),
                counters.undelivered.sum(),
                counters.statesKept.sum(),
                counters.statesFailed.sum(),
                counters.confirmed.sum(),
                Duration.ofNanos(counters.confirmationNanos.sum()),
                Duration.ofNanos(counters.longestConfirmationNanos.get()));
    }

    /**
     * Leaves the cluster in good order: hands the rooms over with their state and stops. Close the listener before, so
     * that clients connect to other nodes. Waits for at most 30 s.
     */
    @Override
    public void close() {
        var done = CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
        try {
            done.toCompletableFuture().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException incomplete) {
            system.terminate();
        }
    }
}
