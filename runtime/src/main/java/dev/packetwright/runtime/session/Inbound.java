package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate;
import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.transport.PartialInput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way in of a connection. Received bytes are checked against the limits, appended to the bytes left over before,
 * and passed to the session's {@link Receiver}. The result is null, or the reason to end the session. Used by the
 * loop's thread only.
 */
final class Inbound {
    private static final ByteBuffer NOTHING_MORE = ByteBuffer.allocate(0);

    private final Worker worker;
    private final Session session;
    private final @Nullable AdmissionGate gate;
    private final ReceiveLimiter limiter;
    private final Receiver receiver;
    private final PartialInput partial = new PartialInput();
    private long receivedBytes;

    /** Makes the way in of a session. The gate is null if the session requires no admission. */
    Inbound(Worker worker, Session session, @Nullable AdmissionGate gate) {
        this.worker = worker;
        this.session = session;
        this.gate = gate;
        this.limiter = new ReceiveLimiter(worker.receiveLimits(), now());
        this.receiver = session.newReceiver(gate, limiter, worker);
    }

    private long now() {
        return worker.loop().host().nanoTime();
    }

    long receivedBytes() {
        return receivedBytes;
    }

    /**
     * Delivers bytes from the peer.
     *
     * @param cost the number of bytes for which they count in the byte rate
     */
    @Nullable
    CloseReason receive(ByteBuffer in, int cost) {
        CloseReason refusal = check(in.remaining(), cost);
        return refusal == null && in.hasRemaining() ? deliver(in) : refusal;
    }

    private @Nullable CloseReason check(int count, int cost) {
        receivedBytes += count;
        worker.counters().bytesReceived.add(count);
        CloseReason refusal = gate == null ? null : CloseReason.of(gate.checkBytes(receivedBytes));
        if (refusal == null && !limiter.takesBytes(cost, now())) {
            return CloseReason.abrupt(DisconnectReason.BYTE_RATE_EXCEEDED, cost + " bytes more");
        }
        return refusal;
    }

    /** Delivers the bytes that were left over while the session did not read. */
    @Nullable
    CloseReason resume() {
        return partial.length() > 0 ? deliver(NOTHING_MORE) : null;
    }

    private @Nullable CloseReason deliver(ByteBuffer in) {
        if (partial.isStillPartialWith(in.remaining())) {
            partial.append(in);
            return null;
        }
        byte[] buffer = worker.workspace().receiveArray();
        int start = partial.length();
        int length = start + in.remaining();
        partial.copyTo(buffer);
        in.get(buffer, start, in.remaining());
        try {
            present(buffer, length);
            return null;
        } catch (RefusalException refusal) {
            return refusal.reason();
        } catch (MalformedPacketException malformed) {
            return CloseReason.abrupt(DisconnectReason.MALFORMED_PACKET, malformed);
        } catch (Throwable thrown) {
            return CloseReason.abrupt(DisconnectReason.HANDLER_FAILED, thrown);
        }
    }

    private void present(byte[] buffer, int length) {
        int consumed = receiver.receive(buffer, 0, length);
        int left = length - consumed;
        if (session.isOpen()) {
            partial.replace(buffer, consumed, left, receiver.wanted(buffer, consumed, left));
        } else {
            partial.clear();
        }
    }

    /** Describes the bytes that are left over; empty if there are none. */
    String describePartial() {
        int length = partial.length();
        return length == 0 ? "" : receiver.describePartial(length, partial.wanted());
    }

    /** Frees the bytes that are left over. */
    void clear() {
        partial.clear();
    }
}
