package dev.packetwright.runtime.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives sessions ids and finds them again. A session that ends is removed by itself. Safe for use by many threads.
 *
 * @param <S> the sessions
 */
public final class SessionManager<S extends Session> {
    private final ConcurrentMap<Integer, S> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger lastId;

    /** Makes a manager without sessions. */
    public SessionManager() {
        this(0);
    }

    SessionManager(int lastId) {
        this.lastId = new AtomicInteger(lastId);
    }

    /**
     * Adds a session. One that has ended already gets an id too, and is not found by it.
     *
     * @return its id: 1 or more, counting up, and none that a session here has at the moment
     */
    public int add(S session) {
        int id = claim(session);
        if (!session.addListener((ended, disconnect) -> sessions.remove(id))) {
            sessions.remove(id);
        }
        return id;
    }

    private int claim(S session) {
        int id;
        do {
            id = lastId.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
        } while (sessions.putIfAbsent(id, session) != null);
        return id;
    }

    /** The session with that id, if there is one that has not ended. */
    public Optional<S> find(int id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** How many sessions there are. */
    public int size() {
        return sessions.size();
    }

    /** The sessions at this moment, in no particular order. */
    public List<S> sessions() {
        return List.copyOf(sessions.values());
    }
}
