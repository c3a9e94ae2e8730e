package dev.packetwright.runtime.session;

import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The taps of one listener or connector. Safe for use by many threads. */
final class Taps {
    private static final BoundedLog LOG = new BoundedLog(PacketTap.class);

    private final List<PacketTap> taps = new CopyOnWriteArrayList<>();

    private interface Call {
        void on(PacketTap tap, ByteBuffer packet);
    }

    void add(PacketTap tap) {
        taps.add(Objects.requireNonNull(tap, "tap"));
    }

    boolean remove(PacketTap tap) {
        return taps.remove(tap);
    }

    /** Whether nobody looks. This is one volatile read. */
    boolean isEmpty() {
        return taps.isEmpty();
    }

    /** Shows a received packet. */
    void received(PacketSession session, ByteBuffer packet) {
        show(packet, (tap, bytes) -> tap.onReceived(session, bytes));
    }

    /** Shows a packet that is sent. */
    void sent(PacketSession session, ByteBuffer packet) {
        show(packet, (tap, bytes) -> tap.onSent(session, bytes));
    }

    private void show(ByteBuffer packet, Call call) {
        for (PacketTap tap : taps) {
            try {
                call.on(tap, packet.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
            } catch (Throwable thrown) {
                LOG.log(Level.WARNING, "a packet tap failed: " + tap.getClass().getName(), thrown);
            }
        }
        Thread.interrupted(); // left by a tap: it would close the channel
    }
}
