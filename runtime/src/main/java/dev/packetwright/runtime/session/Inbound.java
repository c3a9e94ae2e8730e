package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.Rate;
import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.transport.PartialInput;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a connection receives: held to the limits, put behind what was left over before, and presented to the session.
 * Used by the loop's thread only.
 */
final class Inbound {
    private static final ByteBuffer NOTHING_MORE = ByteBuffer.allocate(0);

    private final Connection connection;
    private final PartialInput partial = new PartialInput();
    private final ReceiveLimiter limiter;
    private long receivedBytes;
    private int receivedPackets;

    Inbound(Connection connection) {
        this.connection = connection;
        this.limiter = limiter(connection.options());
    }

    private static ReceiveLimiter limiter(SessionOptions options) {
        return new ReceiveLimiter(
                rate(options.byteRate()), rate(options.packetRate()), packetIdRates(options), System.nanoTime());
    }

    private static Map<Integer, Rate> packetIdRates(SessionOptions options) {
        Map<Integer, Rate> rates = new HashMap<>();
        options.packetIdRates().forEach((id, limit) -> rates.put(id, of(limit)));
        return rates;
    }

    private static @Nullable Rate rate(RateLimit limit) {
        return limit.isUnlimited() ? null : of(limit);
    }

    private static Rate of(RateLimit limit) {
        return new Rate(limit.perSecond(), limit.burst(), limit.drops());
    }

    long receivedBytes() {
        return receivedBytes;
    }

    /** Takes bytes from the peer, or ends the session. */
    void receive(ByteBuffer in) {
        if (takesBytes(in.remaining())) {
            deliver(in);
        }
    }

    private boolean takesBytes(int count) {
        receivedBytes += count;
        connection.counters().bytesReceived.add(count);
        if (connection.session().awaitsAdmission()
                && receivedBytes > connection.options().admissionLimit()) {
            connection.decide(CloseReason.abrupt(DisconnectReason.ADMISSION_TOO_LARGE, receivedBytes + " bytes"));
        } else if (!limiter.takesBytes(count, System.nanoTime())) {
            connection.decide(CloseReason.abrupt(DisconnectReason.BYTE_RATE_EXCEEDED, count + " bytes more"));
        }
        return connection.isOpen();
    }

    /** Goes on with what was left over. */
    void resume() {
        if (partial.length() > 0) {
            deliver(NOTHING_MORE);
        }
    }

    private void deliver(ByteBuffer in) {
        if (partial.isStillPartialWith(in.remaining())) {
            partial.append(in);
            return;
        }
        byte[] buffer = connection.workspace().receiveArray();
        int start = partial.length();
        int length = start + in.remaining();
        partial.copyTo(buffer);
        in.get(buffer, start, in.remaining());
        try {
            present(buffer, length);
        } catch (MalformedPacketException malformed) {
            connection.decide(CloseReason.abrupt(DisconnectReason.MALFORMED_PACKET, malformed));
        } catch (ProtocolMismatchException mismatch) {
            connection.decide(CloseReason.gentle(DisconnectReason.PROTOCOL_MISMATCH, mismatch.detail()));
        } catch (Throwable thrown) {
            connection.decide(CloseReason.abrupt(DisconnectReason.HANDLER_FAILED, thrown));
        }
        connection.counters().packetsReceived.add(receivedPackets);
        receivedPackets = 0;
    }

    private void present(byte[] buffer, int length) {
        Session session = connection.session();
        int consumed = Objects.checkIndex(session.onReceived(buffer, 0, length), length + 1);
        int left = length - consumed;
        if (!connection.isOpen()) {
            partial.clear();
        } else if (left > connection.options().maxReceivedPacketSize() && !session.awaitsAdmission()) {
            connection.decide(
                    CloseReason.abrupt(DisconnectReason.MALFORMED_PACKET, left + " bytes were left unconsumed"));
        } else {
            partial.replace(buffer, consumed, left, session.wanted(buffer, consumed, left));
        }
    }

    /** Whether a packet that has been received is the session's to handle. If not, it is dropped or the session ends. */
    boolean takes(int packetId) {
        ReceiveLimiter.Verdict verdict = limiter.judge(packetId);
        switch (verdict) {
            case TAKE -> receivedPackets++;
            case DROP -> connection.counters().droppedReceived.increment();
            case TOO_MANY ->
                connection.decide(CloseReason.abrupt(DisconnectReason.PACKET_RATE_EXCEEDED, "at id " + packetId));
            case TOO_MANY_OF_THIS_ID ->
                connection.decide(CloseReason.abrupt(DisconnectReason.PACKET_ID_RATE_EXCEEDED, "of id " + packetId));
        }
        return verdict == ReceiveLimiter.Verdict.TAKE;
    }

    /** What the peer has left unfinished; empty if nothing. */
    String unfinished() {
        int length = partial.length();
        return length == 0 ? "" : connection.session().unfinished(length, partial.wanted());
    }

    /** Lets go of what was left over. */
    void clear() {
        partial.clear();
    }
}
