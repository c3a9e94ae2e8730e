package dev.packetwright.cluster;

import dev.packetwright.cluster.DepartureMessage.Settled;
import dev.packetwright.cluster.GatewayMessage.FromRoom;
import dev.packetwright.cluster.GatewayMessage.Heartbeat;
import dev.packetwright.cluster.GatewayMessage.Moving;
import dev.packetwright.cluster.GatewayMessage.Tick;
import dev.packetwright.rooms.RoomLink;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** This node as its sessions' door to all rooms. Safe for use by many threads. */
final class Gateway<S extends PacketSession> {
    static final String NAME = "packetwright-gateway";

    private static final BoundedLog LOG = new BoundedLog(Gateway.class);
    private static final Duration HEARTBEAT = Duration.ofMillis(250);
    private static final long MAX_BYTES_IN_FLIGHT = 64 << 20;

    private final ConcurrentMap<String, GatewayRoom<S>> rooms = new ConcurrentHashMap<>();
    private final Set<SessionGroup<S>> unflushed = new HashSet<>(); // only the actor uses it
    private final Counters counters;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final CompletableFuture<ActorRef<GatewayMessage>> self = new CompletableFuture<>();
    private final CompletableFuture<ActorRef<RoomMessage>> region = new CompletableFuture<>();

    Gateway(Counters counters) {
        this.counters = counters;
    }

    // ---- for handlers

    RoomLink<S> room(String name) {
        return new Link(name);
    }

    int rooms() {
        return rooms.size();
    }

    /** Outlives the room that it leads to. */
    private final class Link implements RoomLink<S> {
        private final String name;

        Link(String name) {
            this.name = name;
        }

        @Override
        public boolean enter(S session) {
            return inRoom(name, room -> room.enter(session));
        }

        @Override
        public boolean leave(S session) {
            return Gateway.this.leave(name, session);
        }

        @Override
        public boolean broadcast(Packet packet) {
            EncodedPacket encoded = EncodedPacket.of(packet);
            return inRoom(name, room -> room.broadcast(encoded));
        }

        @Override
        public boolean tell(S member, Packet command) {
            EncodedPacket encoded = EncodedPacket.of(command);
            GatewayRoom<S> room = rooms.get(name);
            return room != null && room.tell(member, encoded);
        }
    }

    /** Makes the room if it is not there; one that nobody is in goes again when all is confirmed. */
    private boolean inRoom(String name, Predicate<GatewayRoom<S>> action) {
        boolean[] result = new boolean[1];
        rooms.compute(name, (key, present) -> {
            GatewayRoom<S> room = present != null ? present : open(name);
            result[0] = action.test(room);
            return room.isDone() ? null : room;
        });
        return result[0];
    }

    private GatewayRoom<S> open(String name) {
        return new GatewayRoom<>(name, this, (session, disconnect) -> leave(name, session));
    }

    private boolean leave(String name, Session session) {
        GatewayRoom<S> room = rooms.get(name);
        return room != null && room.leave(session);
    }

    // ---- for its rooms

    Counters counters() {
        return counters;
    }

    ActorRef<GatewayMessage> self() {
        return self.join();
    }

    void tell(RoomMessage message) {
        region.join().tell(message);
    }

    /** Takes so many bytes out of what may be in flight from this node; whoever is given them has them confirmed. */
    boolean reserve(int bytes) {
        return bytesInFlight.get() + bytes <= MAX_BYTES_IN_FLIGHT;
    }

    void sent(int bytes) {
        bytesInFlight.addAndGet(bytes);
        counters.inFlight.increment();
    }

    void confirmed(int bytes, long nanos) {
        bytesInFlight.addAndGet(-bytes);
        counters.inFlight.decrement();
        counters.confirmed.increment();
        counters.confirmationNanos.add(nanos);
        counters.longestConfirmationNanos.accumulate(nanos);
    }

    void refuse(String room) {
        counters.refused.increment();
        LOG.log(Level.WARNING, () -> "refused what was for room '" + room + "': too much is unconfirmed");
    }

    void flushLater(SessionGroup<S> audience) {
        unflushed.add(audience);
    }

    // ---- the actor

    Behavior<GatewayMessage> behavior(Duration tick) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            self.complete(context.getSelf());
            timers.startTimerWithFixedDelay(new Tick(), tick);
            timers.startTimerWithFixedDelay(new Heartbeat(), HEARTBEAT);
            return Behaviors.receiveMessage(message -> {
                receive(message);
                return Behaviors.same();
            });
        }));
    }

    /** Rooms can be spoken to from now on. */
    void open(ActorRef<RoomMessage> shardRegion) {
        region.complete(shardRegion);
    }

    private void receive(GatewayMessage message) {
        if (message instanceof FromRoom said) {
            hear(said);
        } else if (message instanceof Tick) {
            flush();
        } else {
            rooms.values().forEach(GatewayRoom::onHeartbeat);
        }
    }

    private void hear(FromRoom said) {
        GatewayRoom<S> room = rooms.get(said.room());
        if (room == null) {
            if (said instanceof Moving moving) {
                moving.home().tell(new Settled(moving.link()));
            }
            counters.stale.increment();
            return;
        }
        try {
            room.hear(said);
        } catch (MalformedPacketException malformed) {
            LOG.log(Level.ERROR, "room '" + said.room() + "' has sent what is no packet", malformed);
        }
        if (room.isDone()) {
            rooms.computeIfPresent(said.room(), (name, present) -> present.isDone() ? null : present);
        }
    }

    private void flush() {
        unflushed.forEach(SessionGroup::flush);
        unflushed.clear();
    }
}
