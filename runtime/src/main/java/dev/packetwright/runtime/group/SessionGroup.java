package dev.packetwright.runtime.group;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.session.Delivery;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Sessions that hear the same packets. A member whose session ends leaves by itself.
 *
 * <p>Safe for use by many threads. Broadcasts, entering and leaving happen one after another, in one order for all
 * members: each member is sent every broadcast between its entering and its leaving, in that order.
 *
 * <p>A group that says a lot is cheaper in batches: {@link #add} collects packets, and {@link #flush}, called every 50 ms
 * or so by a timer, sends each member all of them at once. Both ways can be mixed, the order stays.
 *
 * @param <S> the members
 */
public final class SessionGroup<S extends PacketSession> {
    // Held only while packets are appended to the members' queues: no packet, session or user's code runs meanwhile.
    private final Object lock = new Object();
    private final Set<S> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Batch<S> batch = new Batch<>();
    private final BiConsumer<Session, Disconnect> leaver = this::forget;

    /** Makes a group without members. */
    public SessionGroup() {}

    /**
     * Makes the session a member.
     *
     * @return whether it is one by this call; false if it was one before or has ended
     */
    public boolean enter(S session) {
        synchronized (lock) {
            if (members.contains(session) || !session.addListener(leaver)) {
                return false;
            }
            sendBatch(); // to those that were there
            return members.add(session);
        }
    }

    /**
     * Ends the session's membership. What has been sent to it before is delivered.
     *
     * @return whether it was a member
     */
    public boolean leave(S session) {
        synchronized (lock) {
            session.removeListener(leaver);
            if (!members.contains(session)) {
                return false;
            }
            sendBatch();
            return members.remove(session);
        }
    }

    /**
     * Sends a packet to every member. It is encoded once.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    public void broadcast(Packet packet) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(members, bytes);
        }
    }

    /**
     * Sends a packet, which need not get to members that are slow, to every member. It is encoded once.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    public void broadcast(Packet packet, Delivery delivery) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(members, bytes, delivery);
        }
    }

    /**
     * Sends a packet to every member but one, who need not be a member. It is encoded once.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    public void broadcastExcept(S except, Packet packet) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(others(except), bytes);
        }
    }

    /**
     * Collects a packet for every member: it is sent by the next {@link #flush}, {@link #broadcast}, {@link #enter} or
     * {@link #leave}, and at the latest when 64 KiB have been collected. It is encoded once.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; it has not been collected then
     */
    public void add(Packet packet) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            makeSpaceFor(bytes);
            batch.add(bytes);
        }
    }

    /**
     * Collects a packet for every member but one, who need not be a member. Else as {@link #add}.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; it has not been collected then
     */
    public void addExcept(S except, Packet packet) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            makeSpaceFor(bytes);
            batch.addExcept(except, bytes);
        }
    }

    /** Sends each member what has been collected for it: in one piece, and each event loop is woken once. */
    public void flush() {
        synchronized (lock) {
            sendBatch();
        }
    }

    private void makeSpaceFor(byte[] bytes) {
        if (!batch.hasSpaceFor(bytes)) {
            sendBatch();
        }
    }

    private void sendBatch() {
        if (!batch.isEmpty()) {
            batch.sendTo(members);
        }
    }

    private Collection<S> others(S except) {
        List<S> others = new ArrayList<>(members);
        others.remove(except);
        return others;
    }

    private void forget(Session ended, Disconnect how) {
        synchronized (lock) {
            members.remove(ended);
        }
    }

    /** How many members there are. */
    public int size() {
        synchronized (lock) {
            return members.size();
        }
    }

    /** The members at this moment, in no particular order. */
    public List<S> members() {
        synchronized (lock) {
            return List.copyOf(members);
        }
    }
}
