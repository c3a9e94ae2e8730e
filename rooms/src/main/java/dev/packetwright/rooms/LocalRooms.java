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
 * Rooms in this process. A room starts when its first member enters and ends when its last member leaves. Its state ends
 * with it. Safe for use by many threads.
 *
 * @param <S> the sessions that may be members
 */
public final class LocalRooms<S extends PacketSession> implements Rooms<S> {
    private final ConcurrentMap<String, LocalRoom<S>> rooms = new ConcurrentHashMap<>();
    private final Supplier<? extends Executor> writers;
    private final Function<? super RoomContext, ? extends RoomLogic> logic;

    /**
     * Creates an empty set of rooms.
     *
     * @param writers creates the executor of a room's logic, for example {@code () -> new JobQueue(executor)::push}. An
     *     executor runs one task at a time, in order, and not within the call that submits the task. If it rejects a
     *     task, the method of {@link RoomRef} returns false
     * @param logic creates the logic of a room
     */
    public LocalRooms(Supplier<? extends Executor> writers, Function<? super RoomContext, ? extends RoomLogic> logic) {
        this.writers = writers;
        this.logic = logic;
    }

    @Override
    public RoomRef<S> room(String name) {
        return new Ref(name);
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

    /** A reference that stays valid when the room ends and starts again. */
    private final class Ref implements RoomRef<S> {
        private final String name;

        Ref(String name) {
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
            packet.encodedSize(); // throws here and not in the writer
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
