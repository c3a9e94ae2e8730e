package dev.packetwright.runtime.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Assigns ids to sessions and finds sessions by id. A session that ends is removed automatically. Safe for use by many
 * threads.
 *
 * @param <S> the type of the sessions
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
     * Adds a session. A session that has ended already gets an id, but cannot be found.
     *
     * @return its id, 1 or more. Ids count up, and no two sessions in this manager have the same id at the same time
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

    /** The session with this id; empty if there is none or if it has ended. */
    public Optional<S> find(int id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** The number of sessions. */
    public int size() {
        return sessions.size();
    }

    /** The sessions at this moment, in no particular order. */
    public List<S> sessions() {
        return List.copyOf(sessions.values());
    }
}
