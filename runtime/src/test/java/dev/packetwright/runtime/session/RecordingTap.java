package dev.packetwright.runtime.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the packets that it sees. */
final class RecordingTap implements PacketTap {
    /** A packet that was seen. */
    record Seen(PacketSession session, String way, List<Byte> bytes, String thread) {}

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    @Override
    public void onReceived(PacketSession session, ByteBuffer packet) {
        add(session, "received", packet);
    }

    @Override
    public void onSent(PacketSession session, ByteBuffer packet) {
        add(session, "sent", packet);
    }

    private void add(PacketSession session, String way, ByteBuffer packet) {
        if (!packet.isReadOnly() || packet.position() != 0 || packet.getShort(0) != (short) packet.remaining()) {
            throw new AssertionError("not one whole packet to read");
        }
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        seen.add(new Seen(session, way, listOf(bytes), Thread.currentThread().getName()));
    }

    static List<Byte> listOf(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boxed[i] = bytes[i];
        }
        return List.of(boxed);
    }

    List<Seen> all() {
        return List.copyOf(seen);
    }

    /** The packets of one way, in order. */
    List<List<Byte>> packets(String way) {
        return seen.stream()
                .filter(packet -> packet.way().equals(way))
                .map(Seen::bytes)
                .toList();
    }
}
