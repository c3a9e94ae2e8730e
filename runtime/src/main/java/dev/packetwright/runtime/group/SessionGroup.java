package dev.packetwright.runtime.group;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.session.Delivery;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketBatch;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A set of sessions that receive the same packets. A session that ends leaves the group automatically.
 *
 * <p>Safe for use by many threads. All members see broadcasts, enters and leaves in the same order: each member is sent
 * every broadcast between its enter and its leave, in that order.
 *
 * <p>Frequent packets are cheaper in batches: {@link #add} collects packets, and {@link #flush}, called by a timer
 * about every 50 ms, sends each member all of them at once. Both ways can be mixed; the order is kept.
 *
 * @param <S> the type of the members
 */
public final class SessionGroup<S extends PacketSession> {
    /** A batch of this size fits into every send queue, together with what may wait there. */
    private static final int MAX_BATCH = 32 * 1024;

    // Held only while packets are appended to the members' queues. No packet, session or user code runs meanwhile.
    private final Object lock = new Object();
    private final Set<S> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final PacketBatch batch = new PacketBatch();
    private final BiConsumer<Session, Disconnect> leaver = this::forget;

    /** Makes a group without members. */
    public SessionGroup() {}

    /**
     * Adds a session.
     *
     * @return whether the session was added; false if it was a member before or has ended
     */
    public boolean enter(S session) {
        synchronized (lock) {
            if (members.contains(session) || !session.addListener(leaver)) {
                return false;
            }
            sendBatch(); // to the members before this one
            return members.add(session);
        }
    }

    /**
     * Removes a session. Packets sent to it before are delivered.
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
     * Sends a packet to every member and encodes it once.
     *
     * @throws PacketTooLargeException if the packet is too large; then no member is sent anything
     */
    public void broadcast(Packet packet) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(members, bytes);
        }
    }

    /**
     * Sends a packet that may be dropped or replaced to every member and encodes it once.
     *
     * @throws PacketTooLargeException if the packet is too large; then no member is sent anything
     */
    public void broadcast(Packet packet, Delivery delivery) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(members, bytes, delivery);
        }
    }

    /**
     * Sends a packet to every member except one session, and encodes it once. The session need not be a member.
     *
     * @throws PacketTooLargeException if the packet is too large; then no member is sent anything
     */
    public void broadcastExcept(S except, Packet packet) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(others(except), bytes);
        }
    }

    /**
     * Sends a packet that may be dropped or replaced to every member except one session, and encodes it once. The
     * session need not be a member.
     *
     * @throws PacketTooLargeException if the packet is too large; then no member is sent anything
     */
    public void broadcastExcept(S except, Packet packet, Delivery delivery) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            sendBatch();
            PacketSession.broadcast(others(except), bytes, delivery);
        }
    }

    /**
     * Collects a packet for every member and encodes it once. It is sent by the next {@link #flush}, {@link
     * #broadcast}, {@link #enter} or {@link #leave}, and at the latest when 32 KiB have been collected.
     *
     * @throws PacketTooLargeException if the packet is too large; then it is not collected
     */
    public void add(Packet packet) {
        collect(packet, batch::add);
    }

    /**
     * Collects a packet that may be dropped or replaced. One that is the {@linkplain Delivery#latest latest} of its key
     * takes the place of the one that has been collected already. Otherwise like {@link #add(Packet)}.
     *
     * @throws PacketTooLargeException if the packet is too large; then it is not collected
     */
    public void add(Packet packet, Delivery delivery) {
        collect(packet, bytes -> batch.add(bytes, delivery));
    }

    /**
     * Collects a packet for every member except one session, which need not be a member. Otherwise like {@link
     * #add(Packet)}.
     *
     * @throws PacketTooLargeException if the packet is too large; then it is not collected
     */
    public void addExcept(S except, Packet packet) {
        collect(packet, bytes -> batch.addExcept(except, bytes));
    }

    /**
     * Collects a packet that may be dropped or replaced for every member except one session, which need not be a
     * member. Otherwise like {@link #add(Packet, Delivery)}; the packet replaces only one with the same exception.
     *
     * @throws PacketTooLargeException if the packet is too large; then it is not collected
     */
    public void addExcept(S except, Packet packet, Delivery delivery) {
        collect(packet, bytes -> batch.addExcept(except, bytes, delivery));
    }

    private void collect(Packet packet, Consumer<byte[]> add) {
        byte[] bytes = packet.toBytes();
        synchronized (lock) {
            if (bytes.length > MAX_BATCH - batch.size()) {
                sendBatch();
            }
            add.accept(bytes);
        }
    }

    /** Sends each member the packets collected for it, in one piece, and wakes each event loop once. */
    public void flush() {
        synchronized (lock) {
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

    /** The number of members. */
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
