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

/** A room in this process. All of its logic runs in tasks of its writer, so all members see one order of events. */
final class LocalRoom<S extends PacketSession> implements RoomContext {
    private static final BoundedLog LOG = new BoundedLog(LocalRooms.class);

    private final String name;
    private final Executor writer;
    private final RoomLogic logic;
    private final BiConsumer<Session, Disconnect> leaver;
    private final SessionGroup<S> audience = new SessionGroup<>();
    private final Map<Session, Integer> members = new ConcurrentHashMap<>();
    private final Queue<Integer> departed = new ConcurrentLinkedQueue<>();
    private final Map<Integer, S> present = new HashMap<>(); // used only by the writer's tasks
    private final Set<Integer> leftEarly =
            new HashSet<>(); // left before their entry ran; used only by the writer's tasks
    private int lastNumber; // guarded by the map of rooms, which runs one entry at a time

    LocalRoom(
            String name,
            Executor writer,
            Function<? super RoomContext, ? extends RoomLogic> logic,
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
        boolean taken = write(() -> admit(session, number));
        if (!taken) {
            forget(session);
        }
        return taken;
    }

    private void admit(S session, int number) {
        if (leftEarly.remove(number)) {
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
        if (!write(() -> dismiss(number))) {
            departed.add(number); // the next task of the writer dismisses it
        }
        return true;
    }

    private void dismiss(int number) {
        S session = present.remove(number);
        if (session == null) {
            leftEarly.add(number);
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
                dismiss(number);
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
