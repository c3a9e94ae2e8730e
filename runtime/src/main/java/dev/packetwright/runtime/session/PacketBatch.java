package dev.packetwright.runtime.session;

import dev.packetwright.runtime.framing.PacketFramer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encoded packets that are collected and then sent to many sessions at once. Sessions that receive the same packets
 * share their memory. Not safe for use by several threads at once.
 */
public final class PacketBatch {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Slot, Integer> latest = new HashMap<>();
    private int size;

    /** One packet of a batch. */
    static final class Entry {
        private final byte[] packet;
        private final @Nullable PacketSession except;
        private final @Nullable Delivery delivery;

        private Entry(byte[] packet, @Nullable PacketSession except, @Nullable Delivery delivery) {
            this.packet = packet;
            this.except = except;
            this.delivery = delivery;
        }

        byte[] packet() {
            return packet;
        }

        int id() {
            return PacketFramer.idAt(packet, 0);
        }

        /** The session that does not receive the packet; null for none. */
        @Nullable
        PacketSession except() {
            return except;
        }

        /** Null if the packet is always delivered. */
        @Nullable
        Delivery delivery() {
            return delivery;
        }
    }

    /** The subject of a packet of which only the latest counts. */
    private record Slot(Object key, @Nullable PacketSession except) {}

    /** Makes an empty batch. */
    public PacketBatch() {}

    /**
     * Adds a packet.
     *
     * @param packet one encoded packet, such as the result of {@code packet.toBytes()}, which must not change any more
     * @throws IllegalArgumentException if the array is not one complete packet; so do the other methods
     */
    public void add(byte[] packet) {
        add(new Entry(packet, null, null));
    }

    /**
     * Adds a packet that may be dropped or replaced. A packet that is the latest of its key replaces the one that waits
     * in the batch.
     */
    public void add(byte[] packet, Delivery delivery) {
        add(new Entry(packet, null, delivery));
    }

    /** Adds a packet that one session does not receive. */
    public void addExcept(PacketSession except, byte[] packet) {
        add(new Entry(packet, except, null));
    }

    /** Adds a packet that one session does not receive, and that may be dropped or replaced. */
    public void addExcept(PacketSession except, byte[] packet, Delivery delivery) {
        add(new Entry(packet, except, delivery));
    }

    private void add(Entry entry) {
        if (PacketFramer.countWhole(entry.packet) != 1) {
            throw new IllegalArgumentException("not one packet, but several or none");
        }
        Integer older = place(entry);
        if (older == null) {
            entries.add(entry);
        } else {
            size -= entries.set(older, entry).packet.length;
        }
        size += entry.packet.length;
    }

    /** Returns the index of the packet that this one replaces, or else claims the index behind the last one. */
    private @Nullable Integer place(Entry entry) {
        Object key = entry.delivery == null ? null : entry.delivery.key();
        return key == null ? null : latest.putIfAbsent(new Slot(key, entry.except), entries.size());
    }

    /** The number of bytes collected. */
    public int size() {
        return size;
    }

    /** Whether nothing is collected. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Sends each open session its packets, wakes each event loop once, and empties the batch. */
    public void sendTo(Iterable<? extends PacketSession> members) {
        List<PacketRun> runs = PacketRun.of(entries);
        entries.clear();
        latest.clear();
        size = 0;
        PacketSession.broadcast(members, runs);
    }
}
