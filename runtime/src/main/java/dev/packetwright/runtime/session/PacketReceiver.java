package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate;
import dev.packetwright.runtime.framing.PacketFramer;
import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.proxy.ProxyHeaderReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes packets to a session: cuts them out of the stream, holds them to the limits, and asks for admission. */
final class PacketReceiver implements Receiver, PacketFramer.Sink {
    private final PacketSession session;
    private final PacketFramer framer;
    private final ReceiveLimiter limiter;
    private final @Nullable AdmissionGate gate;
    private final PacketReader reader;
    private final Worker worker;
    private int taken;

    /** Makes a receiver. The gate is null if the session requires no admission. */
    PacketReceiver(PacketSession session, @Nullable AdmissionGate gate, ReceiveLimiter limiter, Worker worker) {
        this.session = session;
        this.framer = new PacketFramer(worker.options().maxReceivedPacketSize());
        this.limiter = limiter;
        this.gate = gate;
        this.reader = worker.workspace().reader();
        this.worker = worker;
    }

    @Override
    public int receive(byte[] bytes, int offset, int length) {
        try {
            int consumed = framer.cut(bytes, offset, length, this);
            if (consumed == 0) {
                refuseProxyHeader(bytes, offset, length);
            }
            return consumed;
        } finally {
            worker.counters().packetsReceived.add(taken); // once, as counting each packet would cost more
            taken = 0;
        }
    }

    /** As a packet, it would declare 2,573 bytes. A client behind the proxy sends fewer, and would wait for ever. */
    private static void refuseProxyHeader(byte[] bytes, int offset, int length) {
        if (ProxyHeaderReader.isHeader(bytes, offset, length)) {
            throw new MalformedPacketException(
                    "header.size", 0, "begins a header of the PROXY protocol, from an address that is no proxy here");
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
        worker.flow().received(session, packet.packetId(), bytes, offset, size);
        if (gate == null || gate.isGranted()) {
            deliver(packet);
        } else {
            ask(gate, packet);
        }
    }

    private void deliver(PacketReader packet) {
        try {
            if (!session.takesPing(packet, worker)) {
                session.onPacket(packet);
            }
        } catch (RefusalException | MalformedPacketException end) {
            throw end;
        } catch (RuntimeException failure) {
            judge(packet, failure);
        } catch (Throwable error) {
            throw HandlerFailure.of(packet, error).asEnd();
        }
    }

    /** Lets the session decide whether it goes on after a failure. */
    private void judge(PacketReader packet, RuntimeException failure) {
        HandlerFailure reported = HandlerFailure.of(packet, failure);
        try {
            session.onHandlerFailed(packet, failure);
        } catch (RefusalException | MalformedPacketException end) {
            throw end;
        } catch (Throwable thrown) {
            throw new HandlerFailure(reported.place(), thrown).asEnd();
        }
        reported.logKept(session);
    }

    private boolean takes(int packetId) {
        switch (limiter.judge(packetId)) {
            case TAKE -> {
                taken++;
                return true;
            }
            case DROP -> {
                worker.counters().droppedReceived.increment();
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
        CloseReason refusal = CloseReason.of(pending.checkHandshake(handshake.packetId()));
        if (refusal != null) {
            throw new RefusalException(refusal);
        }
        try {
            pending.ask(Objects.requireNonNull(session.authenticate(handshake), "authenticate returned null"));
        } catch (RefusalException | MalformedPacketException end) {
            throw end;
        } catch (Throwable failure) {
            throw HandlerFailure.of(handshake, failure).asEnd();
        }
    }
}
