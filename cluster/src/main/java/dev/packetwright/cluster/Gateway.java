package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.Flush;
import dev.packetwright.cluster.GatewayMessage.FromRoom;
import dev.packetwright.cluster.GatewayMessage.Relocating;
import dev.packetwright.cluster.GatewayMessage.Tick;
import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import dev.packetwright.rooms.RoomRef;
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

/** The access of this node's sessions to all rooms: a {@link RoomProxy} for each room with members here. Thread-safe. */
final class Gateway<S extends PacketSession> {
    static final String NAME = "packetwright-gateway";

    private static final BoundedLog LOG = new BoundedLog(Gateway.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final long MAX_BYTES_IN_FLIGHT = 64 << 20;

    private final ConcurrentMap<String, RoomProxy<S>> rooms = new ConcurrentHashMap<>();
    private final Set<SessionGroup<S>> unflushed = new HashSet<>(); // used only by the actor
    private final Counters counters;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final CompletableFuture<ActorRef<GatewayMessage>> self = new CompletableFuture<>();
    private final CompletableFuture<ActorRef<RoomMessage>> region = new CompletableFuture<>();

    Gateway(Counters counters) {
        this.counters = counters;
    }

    // ---- for handlers

    RoomRef<S> room(String name) {
        return new Ref(name);
    }

    int rooms() {
        return rooms.size();
    }

    /** A reference that stays valid when the room's proxy is removed and created again. */
    private final class Ref implements RoomRef<S> {
        private final String name;

        Ref(String name) {
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
            RoomProxy<S> room = rooms.get(name);
            return room != null && room.tell(member, encoded);
        }
    }

    /** Creates the proxy if it does not exist. A proxy without members is removed when all its commands are acknowledged. */
    private boolean inRoom(String name, Predicate<RoomProxy<S>> action) {
        boolean[] result = new boolean[1];
        rooms.compute(name, (key, present) -> {
            RoomProxy<S> room = present != null ? present : open(name);
            result[0] = action.test(room);
            return room.isDone() ? null : room;
        });
        return result[0];
    }

    private RoomProxy<S> open(String name) {
        return RoomProxy.open(name, this, (session, disconnect) -> leave(name, session));
    }

    private boolean leave(String name, Session session) {
        RoomProxy<S> room = rooms.get(name);
        return room != null && room.leave(session);
    }

    // ---- for proxies

    Counters counters() {
        return counters;
    }

    ActorRef<GatewayMessage> self() {
        return self.join();
    }

    void tell(RoomMessage message) {
        region.join().tell(message);
    }

    /** Whether the node may have this number of bytes more in flight. */
    boolean canSend(int bytes) {
        return bytesInFlight.get() + bytes <= MAX_BYTES_IN_FLIGHT;
    }

    void sent(int bytes) {
        bytesInFlight.addAndGet(bytes);
        counters.inFlight.increment();
    }

    /** A room has acknowledged a command of this size after this time. */
    void acked(int bytes, long nanos) {
        bytesInFlight.addAndGet(-bytes);
        counters.inFlight.decrement();
        counters.confirmed.increment();
        counters.confirmationNanos.add(nanos);
        counters.longestConfirmationNanos.accumulate(nanos);
    }

    void refuse(String room) {
        counters.refused.increment();
        LOG.log(Level.WARNING, () -> "refused a command to room '" + room + "': too many are not acknowledged");
    }

    void flushLater(SessionGroup<S> audience) {
        unflushed.add(audience);
    }

    // ---- the actor

    Behavior<GatewayMessage> behavior(Duration flushInterval) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            self.complete(context.getSelf());
            timers.startTimerWithFixedDelay(new Flush(), flushInterval);
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return Behaviors.receiveMessage(message -> {
                receive(message);
                return Behaviors.same();
            });
        }));
    }

    /** Opens the way to the rooms. Calls that need it wait until then. */
    void open(ActorRef<RoomMessage> shardRegion) {
        region.complete(shardRegion);
    }

    private void receive(GatewayMessage message) {
        if (message instanceof FromRoom fromRoom) {
            receive(fromRoom);
        } else if (message instanceof Flush) {
            flush();
        } else {
            rooms.values().forEach(RoomProxy::onTick);
        }
    }

    private void receive(FromRoom message) {
        RoomProxy<S> room = rooms.get(message.room());
        if (room == null) {
            if (message instanceof Relocating relocating) {
                relocating.tracker().tell(new HandoffDone(relocating.link()));
            }
            counters.stale.increment();
            return;
        }
        try {
            room.receive(message);
        } catch (MalformedPacketException malformed) {
            LOG.log(Level.ERROR, "room '" + message.room() + "' has sent a malformed packet", malformed);
        }
        if (room.isDone()) {
            rooms.computeIfPresent(message.room(), (name, present) -> present.isDone() ? null : present);
        }
    }

    private void flush() {
        unflushed.forEach(SessionGroup::flush);
        unflushed.clear();
    }
}
