package dev.packetwright.rooms;

import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A room with a logic. All that happens in it happens in the tasks of its writer, so that everybody hears it in one order. */
final class LocalRoom<S extends PacketSession> implements RoomStage {
    private static final BoundedLog LOG = new BoundedLog(LocalRooms.class);

    private final String name;
    private final Executor writer;
    private final RoomLogic logic;
    private final BiConsumer<Session, Disconnect> leaver;
    private final SessionGroup<S> audience = new SessionGroup<>();
    private final Map<Session, Integer> members = new ConcurrentHashMap<>();
    private final Queue<Integer> departed = new ConcurrentLinkedQueue<>();
    private final Map<Integer, S> present = new HashMap<>(); // only the writer's tasks use it
    private final Set<Integer> goneBefore = new HashSet<>(); // have left before they got in; only the tasks use it
    private int lastNumber; // guarded by the directory, which lets nobody enter while another one does

    LocalRoom(
            String name,
            Executor writer,
            Function<? super RoomStage, ? extends RoomLogic> logic,
            BiConsumer<Session, Disconnect> leaver) {
        this.name = name;
        this.writer = writer;
        this.leaver = leaver;
        this.logic = logic.apply(this);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean enter(S session) {
        if (members.containsKey(session) || !session.addListener(leaver)) {
            return false;
        }
        int number = ++lastNumber;
        members.put(session, number);
        boolean taken = write(() -> welcome(session, number));
        if (!taken) {
            forget(session);
        }
        return taken;
    }

    private void welcome(S session, int number) {
        if (goneBefore.remove(number)) {
            return;
        }
        present.put(number, session);
        audience.enter(session);
        logic.onEnter(number);
    }

    private @Nullable Integer forget(Session session) {
        session.removeListener(leaver);
        return members.remove(session);
    }

    boolean leave(Session session) {
        Integer number = forget(session);
        if (number == null) {
            return false;
        }
        if (!write(() -> bidFarewell(number))) {
            departed.add(number); // with the next task that the writer takes
        }
        return true;
    }

    private void bidFarewell(int number) {
        S session = present.remove(number);
        if (session == null) {
            goneBefore.add(number);
        } else {
            audience.leave(session);
            logic.onLeave(number);
        }
    }

    boolean tell(S member, byte[] command) {
        Integer number = members.get(member);
        return number != null && write(() -> logic.onCommand(number, new PacketReader(command)));
    }

    /** Returns whether the writer takes the task. */
    boolean write(Runnable task) {
        try {
            writer.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void run(Runnable task) {
        try {
            for (Integer number = departed.poll(); number != null; number = departed.poll()) {
                bidFarewell(number);
            }
            task.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "the logic of room '" + name + "' failed", failure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void broadcast(Packet packet) {
        audience.broadcast(packet);
    }

    @Override
    public void send(int member, Packet packet) {
        S session = present.get(member);
        if (session != null) {
            session.send(packet);
        }
    }
}
