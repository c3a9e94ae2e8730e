package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.packet.PacketReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes packets to a session: cuts them out of the stream, holds them to the limits, and asks for admission. */
final class PacketReceiver implements Receiver, PacketFramer.Sink {
    private final PacketSession session;
    private final PacketFramer framer;
    private final ReceiveLimiter limiter;
    private final @Nullable AdmissionGate gate;
    private final PacketReader reader;
    private final Counters counters;
    private int taken;

    /** Makes a receiver. The gate is null if the session requires no admission. */
    PacketReceiver(PacketSession session, @Nullable AdmissionGate gate, ReceiveLimiter limiter, Worker worker) {
        this.session = session;
        this.framer = new PacketFramer(worker.options().maxReceivedPacketSize());
        this.limiter = limiter;
        this.gate = gate;
        this.reader = worker.workspace().reader();
        this.counters = worker.counters();
    }

    @Override
    public int receive(byte[] bytes, int offset, int length) {
        try {
            return framer.cut(bytes, offset, length, this);
        } finally {
            counters.packetsReceived.add(taken); // once, as counting each packet would cost more
            taken = 0;
        }
    }

    @Override
    public int wanted(byte[] bytes, int offset, int length) {
        return PacketFramer.wanted(bytes, offset, length);
    }

    @Override
    public String describePartial(int length, int wanted) {
        return PacketFramer.describePartial(length, wanted);
    }

    @Override
    public boolean isReady() {
        return session.isOpen() && (gate == null || !gate.isAsked());
    }

    @Override
    public void accept(byte[] bytes, int offset, int size) {
        PacketReader packet = reader.wrap(bytes, offset, size);
        if (!takes(packet.packetId())) {
            return;
        }
        if (gate == null || gate.isGranted()) {
            session.onPacket(packet);
        } else {
            ask(gate, packet);
        }
    }

    private boolean takes(int packetId) {
        switch (limiter.judge(packetId)) {
            case TAKE -> {
                taken++;
                return true;
            }
            case DROP -> {
                counters.droppedReceived.increment();
                return false;
            }
            case TOO_MANY -> throw refusal(DisconnectReason.PACKET_RATE_EXCEEDED, "at id " + packetId);
            case TOO_MANY_OF_THIS_ID -> throw refusal(DisconnectReason.PACKET_ID_RATE_EXCEEDED, "of id " + packetId);
        }
        throw new AssertionError("a verdict was added");
    }

    private static RefusalException refusal(DisconnectReason reason, String detail) {
        return new RefusalException(CloseReason.abrupt(reason, detail));
    }

    private void ask(AdmissionGate pending, PacketReader handshake) {
        CloseReason refusal = pending.checkHandshake(handshake.packetId());
        if (refusal != null) {
            throw new RefusalException(refusal);
        }
        pending.ask(Objects.requireNonNull(session.authenticate(handshake), "authenticate returned null"));
    }
}
