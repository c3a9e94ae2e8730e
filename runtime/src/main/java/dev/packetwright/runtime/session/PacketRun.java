package dev.packetwright.runtime.session;

import dev.packetwright.runtime.session.PacketBatch.Entry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive packets of a batch in one array, of which each session is sent all, or the parts between those that are
 * not for it. Used by one thread, while one batch is sent.
 */
final class PacketRun {
    private final List<Entry> entries;
    private final @Nullable Delivery delivery;
    private final byte[] bytes;
    /** The index behind the last byte of each packet. */
    private final int[] ends;
    /** For each session that is left out of a packet, the numbers of these packets. */
    private final Map<PacketSession, List<Integer>> leftOut = new HashMap<>();

    private final Map<PeerVersion, PacketRun> known = new HashMap<>();

    private PacketRun(List<Entry> entries, @Nullable Delivery delivery) {
        this.entries = entries;
        this.delivery = delivery;
        this.ends = new int[entries.size()];
        var joined = new ByteArrayOutputStream();
        for (int i = 0; i < ends.length; i++) {
            joined.writeBytes(entries.get(i).packet());
            ends[i] = joined.size();
            PacketSession except = entries.get(i).except();
            if (except != null) {
                leftOut.computeIfAbsent(except, added -> new ArrayList<>(1)).add(i);
            }
        }
        this.bytes = joined.toByteArray();
    }

    /** Splits packets into runs. A packet with a delivery of its own is a run of its own. */
    static List<PacketRun> of(List<Entry> entries) {
        List<PacketRun> runs = new ArrayList<>();
        List<Entry> plain = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.delivery() == null) {
                plain.add(entry);
            } else {
                addRun(runs, plain);
                runs.add(new PacketRun(List.of(entry), entry.delivery()));
            }
        }
        addRun(runs, plain);
        return runs;
    }

    private static void addRun(List<PacketRun> runs, List<Entry> plain) {
        if (!plain.isEmpty()) {
            runs.add(new PacketRun(List.copyOf(plain), null));
            plain.clear();
        }
    }

    /** Queues the packets for a session that its peer knows. Counts the others. */
    void enqueue(PacketSession member, @Nullable PeerVersion peer, Connection connection) {
        if (peer == null || peer.isCurrent()) {
            enqueue(member, connection);
            return;
        }
        PacketRun ofPeer = known.computeIfAbsent(peer, this::select);
        int withheld = countFor(member) - ofPeer.countFor(member);
        if (withheld > 0) {
            connection.withheld(withheld);
        }
        ofPeer.enqueue(member, connection);
    }

    private PacketRun select(PeerVersion peer) {
        List<Entry> selected =
                entries.stream().filter(entry -> peer.knows(entry.id())).toList();
        return selected.size() == entries.size() ? this : new PacketRun(selected, delivery);
    }

    private int countFor(PacketSession member) {
        return ends.length - leftOut.getOrDefault(member, List.of()).size();
    }

    private void enqueue(PacketSession member, Connection connection) {
        int next = 0;
        for (int number : leftOut.getOrDefault(member, List.of())) {
            enqueue(next, number, connection);
            next = number + 1;
        }
        enqueue(next, ends.length, connection);
    }

    /** Queues the packets from one number up to, not including, another one. */
    private void enqueue(int first, int end, Connection connection) {
        if (first == end) {
            return;
        }
        if (delivery == null) {
            connection.enqueue(bytes, first == 0 ? 0 : ends[first - 1], ends[end - 1], end - first);
        } else {
            connection.enqueue(bytes, delivery, 1);
        }
    }
}
