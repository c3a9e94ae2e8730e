package dev.packetwright.cluster;

import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a room that are connected to this node. Each stay of a session has a key, which is unique within a link.
 * Not safe for use by two threads at once.
 *
 * @param <S> the sessions
 */
final class LocalMembers<S extends PacketSession> {
    private final Map<Session, Long> keys = new HashMap<>();
    private final Map<Long, Stay<S>> stays = new LinkedHashMap<>();
    private long lastKey;

    /** A session's stay in the room. It ends when the room has received the session's leave command. */
    private static final class Stay<S> {
        private @Nullable S session;
        private int number;
        private boolean entered;

        Stay(S session) {
            this.session = session;
        }
    }

    boolean contains(Session session) {
        return keys.containsKey(session);
    }

    int size() {
        return keys.size();
    }

    /** Adds a session and returns its key, which is 1 or more. */
    long add(S session) {
        long key = ++lastKey;
        keys.put(session, key);
        stays.put(key, new Stay<>(session));
        return key;
    }

    /** Removes a session that the room was never told about. */
    void cancel(S session) {
        Long key = keys.remove(session);
        if (key != null) {
            stays.remove(key);
        }
    }

    /** Removes the session with a key. The stay is kept until the room knows. Returns the session. */
    @Nullable
    S leave(long key) {
        Stay<S> stay = stays.get(key);
        if (stay == null || stay.session == null) {
            return null;
        }
        S session = stay.session;
        stay.session = null;
        keys.remove(session);
        return session;
    }

    /** The key of a session, or null if it is not a member. */
    @Nullable
    Long key(Session session) {
        return keys.get(session);
    }

    /** The session with a key, or null if it has left. */
    @Nullable
    S session(long key) {
        Stay<S> stay = stays.get(key);
        return stay == null ? null : stay.session;
    }

    /** The room has given a member its number. */
    void setNumber(long key, int number) {
        Stay<S> stay = stays.get(key);
        if (stay != null) {
            stay.number = number;
        }
    }

    /** The room has received the enter command of a member. */
    void entered(long key) {
        Stay<S> stay = stays.get(key);
        if (stay != null) {
            stay.entered = true;
        }
    }

    /** The room has received the leave command of a member. */
    void left(long key) {
        stays.remove(key);
    }

    /** The members that the room knows, by their keys. */
    List<Member> known() {
        List<Member> known = new ArrayList<>();
        stays.forEach((key, stay) -> {
            if (stay.entered) {
                known.add(new Member(key, stay.number));
            }
        });
        return known;
    }
}
