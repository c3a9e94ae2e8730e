package dev.packetwright.runtime.group;

import dev.packetwright.runtime.session.PacketSession;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The packets that a group has collected, with the member that each one excludes. Guarded by the group's lock. */
final class Batch<S extends PacketSession> {
    private static final int MAX_SIZE = 64 * 1024;

    private final List<Entry<S>> entries = new ArrayList<>();
    private final Set<S> excepted = new HashSet<>();
    private int size;

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean hasSpaceFor(byte[] packet) {
        return packet.length <= MAX_SIZE - size;
    }

    void add(byte[] packet) {
        add(new Entry<>(packet, null));
    }

    void addExcept(S except, byte[] packet) {
        add(new Entry<>(packet, except));
        excepted.add(except);
    }

    private void add(Entry<S> entry) {
        entries.add(entry);
        size += entry.packet.length;
    }

    /** Sends each member its packets as one array. Members with the same packets share the array. */
    void sendTo(Collection<S> members) {
        Map<S, byte[]> own = new HashMap<>();
        for (S member : excepted) {
            own.put(member, packetsFor(member));
        }
        byte[] all = packetsFor(null);
        entries.clear();
        excepted.clear();
        size = 0;
        PacketSession.broadcast(members, member -> own.getOrDefault(member, all));
    }

    private byte[] packetsFor(@Nullable S member) {
        var packets = new ByteArrayOutputStream(size);
        for (Entry<S> entry : entries) {
            if (member == null || !Objects.equals(entry.except, member)) {
                packets.writeBytes(entry.packet);
            }
        }
        return packets.toByteArray();
    }

    private static final class Entry<S> {
        private final byte[] packet;
        private final @Nullable S except;

        Entry(byte[] packet, @Nullable S except) {
            this.packet = packet;
            this.except = except;
        }
    }
}
