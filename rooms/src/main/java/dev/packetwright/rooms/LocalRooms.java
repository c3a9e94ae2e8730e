package dev.packetwright.rooms;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rooms in this process. A room begins when its first member enters and ends when its last one has left; its state ends
 * with it. Safe for use by many threads.
 *
 * @param <S> the sessions that may be members
 */
public final class LocalRooms<S extends PacketSession> {
    private final ConcurrentMap<String, LocalRoom<S>> rooms = new ConcurrentHashMap<>();
    private final Supplier<? extends Executor> writers;
    private final Function<? super RoomStage, ? extends RoomLogic> logic;

    /**
     * Makes a house without rooms.
     *
     * @param writers makes what runs a room's logic: one task at a time, in order, and not in the caller's own call.
     *     {@code () -> new JobQueue(executor)::push} does. What it rejects is refused to the caller
     * @param logic makes a room's logic
     */
    public LocalRooms(Supplier<? extends Executor> writers, Function<? super RoomStage, ? extends RoomLogic> logic) {
        this.writers = writers;
        this.logic = logic;
    }

    /** The room of that name. The link can be kept: it outlives the room that it leads to. */
    public RoomLink<S> room(String name) {
        return new Link(name);
    }

    private LocalRoom<S> open(String name) {
        return new LocalRoom<>(name, writers.get(), logic, (session, disconnect) -> leave(name, session));
    }

    private boolean leave(String name, Session session) {
        var left = new AtomicBoolean();
        rooms.computeIfPresent(name, (key, room) -> {
            left.set(room.leave(session));
            return room.isEmpty() ? null : room;
        });
        return left.get();
    }

    /** Outlives the room that it leads to. */
    private final class Link implements RoomLink<S> {
        private final String name;

        Link(String name) {
            this.name = name;
        }

        @Override
        public boolean enter(S session) {
            var entered = new AtomicBoolean();
            rooms.compute(name, (key, present) -> {
                LocalRoom<S> room = present != null ? present : open(name);
                entered.set(room.enter(session));
                return room.isEmpty() ? null : room;
            });
            return entered.get();
        }

        @Override
        public boolean leave(S session) {
            return LocalRooms.this.leave(name, session);
        }

        @Override
        public boolean broadcast(Packet packet) {
            packet.encodedSize(); // throws here rather than in the writer
            LocalRoom<S> room = rooms.get(name);
            return room == null || room.write(() -> room.broadcast(packet));
        }

        @Override
        public boolean tell(S member, Packet command) {
            byte[] bytes = command.toBytes();
            LocalRoom<S> room = rooms.get(name);
            return room != null && room.tell(member, bytes);
        }
    }
}
