package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Direction;
import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at the packets that flow through one loop: counts them by id, and shows them to the taps. Only the loop's thread
 * uses it, apart from {@link #counts}.
 */
final class PacketFlow {
    /** In place of an index: the bytes that a session sends are not a sequence of packets. */
    static final int NO_PACKETS = -1;

    /** In place of an index: nobody looked, so it is not known where the next packet begins. */
    static final int UNKNOWN = -2;

    private final PacketTally received = new PacketTally();
    private final PacketTally sent = new PacketTally();
    private final Taps taps;
    private final Direction incoming;
    private final boolean counting;

    /**
     * Makes a flow without packets.
     *
     * @param incoming the direction of received packets
     */
    PacketFlow(Taps taps, Direction incoming, SessionOptions options) {
        this.taps = taps;
        this.incoming = incoming;
        this.counting = options.packetCounts();
    }

    /** The direction of received packets. */
    Direction incoming() {
        return incoming;
    }

    /** A packet has been received. */
    void received(PacketSession session, int packetId, byte[] bytes, int offset, int size) {
        if (counting) {
            received.count(packetId, size);
        }
        if (!taps.isEmpty()) {
            taps.received(session, ByteBuffer.wrap(bytes, offset, size).slice());
        }
    }

    /**
     * Packets are about to be written. A packet that does not end in the buffer is looked at when it does. A buffer of
     * the transfer size holds at least one packet.
     *
     * @param out the oldest bytes of a send queue, from index 0
     * @param from the index of the first packet that was not looked at before, or {@link #UNKNOWN}
     * @return the index behind the last whole packet, {@link #NO_PACKETS} or {@link #UNKNOWN}
     */
    int sending(PacketSession session, ByteBuffer out, int from) {
        if (from == UNKNOWN || (!counting && taps.isEmpty())) {
            return UNKNOWN;
        }
        boolean isCutOff = out.limit() == out.capacity();
        int at = from;
        while (out.limit() - at >= Packet.HEADER_SIZE) {
            int header = Integer.reverseBytes(out.getInt(at));
            int size = header & 0xffff;
            if (size < Packet.HEADER_SIZE) {
                return NO_PACKETS;
            }
            if (size > out.limit() - at) {
                break;
            }
            sending(session, header >>> 16, out, at, size);
            at += size;
        }
        return at == out.limit() || isCutOff ? at : NO_PACKETS;
    }

    private void sending(PacketSession session, int packetId, ByteBuffer out, int at, int size) {
        if (counting) {
            sent.count(packetId, size);
        }
        if (!taps.isEmpty()) {
            taps.sent(session, out.slice(at, size));
        }
    }

    /** The counts of several loops together, in the order of the ids. Any thread may call this. */
    static List<PacketCount> counts(List<PacketFlow> flows) {
        Map<Integer, PacketCount> sums = new TreeMap<>();
        for (PacketFlow flow : flows) {
            flow.received.read((id, packets, bytes) -> add(sums, new PacketCount(id, packets, bytes, 0, 0)));
            flow.sent.read((id, packets, bytes) -> add(sums, new PacketCount(id, 0, 0, packets, bytes)));
        }
        return List.copyOf(sums.values());
    }

    private static void add(Map<Integer, PacketCount> sums, PacketCount more) {
        sums.merge(more.packetId(), more, PacketFlow::sum);
    }

    private static PacketCount sum(PacketCount one, PacketCount other) {
        return new PacketCount(
                one.packetId(),
                one.packetsReceived() + other.packetsReceived(),
                one.bytesReceived() + other.bytesReceived(),
                one.packetsSent() + other.packetsSent(),
                one.bytesSent() + other.bytesSent());
    }
}
