package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.util.Objects;

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
        this.limiter = new ReceiveLimiter(connection.options(), System.nanoTime());
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
        connection.loop().counters().bytesReceived.add(count);
        if (connection.session().awaitsAdmission()
                && receivedBytes > connection.options().admissionLimit()) {
            connection.decide(Ending.abrupt(DisconnectReason.ADMISSION_TOO_LARGE, receivedBytes + " bytes"));
        } else if (!limiter.takesBytes(count, System.nanoTime())) {
            connection.decide(Ending.abrupt(DisconnectReason.BYTE_RATE_EXCEEDED, count + " bytes more"));
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
        byte[] buffer = connection.loop().receiveArray();
        int start = partial.length();
        int length = start + in.remaining();
        partial.copyTo(buffer);
        in.get(buffer, start, in.remaining());
        try {
            present(buffer, length);
        } catch (MalformedPacketException malformed) {
            connection.decide(Ending.abrupt(DisconnectReason.MALFORMED_PACKET, malformed));
        } catch (ProtocolMismatchException mismatch) {
            connection.decide(Ending.gentle(DisconnectReason.PROTOCOL_MISMATCH, mismatch.detail()));
        } catch (Throwable thrown) {
            connection.decide(Ending.abrupt(DisconnectReason.HANDLER_FAILED, thrown));
        }
        connection.loop().counters().packetsReceived.add(receivedPackets);
        receivedPackets = 0;
    }

    private void present(byte[] buffer, int length) {
        Session session = connection.session();
        int consumed = Objects.checkIndex(session.onReceived(buffer, 0, length), length + 1);
        int left = length - consumed;
        if (!connection.isOpen()) {
            partial.clear();
        } else if (left > connection.options().maxReceivedPacketSize() && !session.awaitsAdmission()) {
            connection.decide(Ending.abrupt(DisconnectReason.MALFORMED_PACKET, left + " bytes were left unconsumed"));
        } else {
            partial.replace(buffer, consumed, left, session.wanted(buffer, consumed, left));
        }
    }

    /** Whether a packet that has been received is the session's to handle. If not, it is dropped or the session ends. */
    boolean takes(int packetId) {
        ReceiveLimiter.Verdict verdict = limiter.judge(packetId);
        switch (verdict) {
            case TAKE -> receivedPackets++;
            case DROP -> connection.loop().counters().droppedReceived.increment();
            case TOO_MANY ->
                connection.decide(Ending.abrupt(DisconnectReason.PACKET_RATE_EXCEEDED, "at id " + packetId));
            case TOO_MANY_OF_THIS_ID ->
                connection.decide(Ending.abrupt(DisconnectReason.PACKET_ID_RATE_EXCEEDED, "of id " + packetId));
        }
        return verdict == ReceiveLimiter.Verdict.TAKE;
    }

    /** What the peer has left unfinished; empty if nothing. */
    String unfinished() {
        return partial.describe(connection.session());
    }

    /** Lets go of what was left over. */
    void clear() {
        partial.clear();
    }
}
