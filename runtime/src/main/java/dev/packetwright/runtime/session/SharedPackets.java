package dev.packetwright.runtime.session;

import dev.packetwright.runtime.framing.PacketFramer;
import dev.packetwright.runtime.packet.Packet;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encoded packets for many sessions, and for each older version the packets among them that its peers know. Sessions
 * share the arrays, which must not change any more. Used by one thread, during one broadcast.
 */
final class SharedPackets {
    private final byte[] bytes;
    private final int count;
    private final Map<PeerVersion, SharedPackets> known = new HashMap<>();

    /**
     * Makes the packets for a broadcast.
     *
     * @param bytes complete packets, one after another
     * @param count the number of packets
     */
    SharedPackets(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /**
     * Makes the packets for a broadcast.
     *
     * @throws IllegalArgumentException if the bytes are not complete packets
     */
    static SharedPackets of(byte[] bytes) {
        return new SharedPackets(bytes, PacketFramer.countWhole(bytes));
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /** The packets that a peer knows: all of them if its version is not known. */
    SharedPackets knownTo(@Nullable PeerVersion peer) {
        return peer == null || peer.isCurrent() ? this : known.computeIfAbsent(peer, this::select);
    }

    private SharedPackets select(PeerVersion peer) {
        var selected = new Selection(peer);
        new PacketFramer(Packet.MAX_SIZE).cut(bytes, 0, bytes.length, selected);
        return selected.count == count ? this : new SharedPackets(selected.out.toByteArray(), selected.count);
    }

    private static final class Selection implements PacketFramer.Sink {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final PeerVersion peer;
        private int count;

        Selection(PeerVersion peer) {
            this.peer = peer;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void accept(byte[] bytes, int offset, int size) {
            if (peer.knows(PacketFramer.idAt(bytes, offset))) {
                out.write(bytes, offset, size);
                count++;
            }
        }
    }
}
