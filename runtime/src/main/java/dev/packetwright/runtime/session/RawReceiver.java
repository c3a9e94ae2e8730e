package dev.packetwright.runtime.session;

import java.util.Objects;

/** Passes bytes to a session that has a protocol of its own. */
final class RawReceiver implements Receiver {
    private final Session session;
    private final int maxUnconsumed;

    /** Makes a receiver that allows the session to leave this number of bytes unconsumed. */
    RawReceiver(Session session, int maxUnconsumed) {
        this.session = session;
        this.maxUnconsumed = maxUnconsumed;
    }

    @Override
    public int receive(byte[] bytes, int offset, int length) {
        int consumed = Objects.checkIndex(session.onReceived(bytes, offset, length), length + 1);
        int left = length - consumed;
        if (left > maxUnconsumed && session.isOpen()) {
            String detail = describePartial(left, left);
            throw new RefusalException(CloseReason.abrupt(DisconnectReason.MALFORMED_PACKET, detail));
        }
        return consumed;
    }

    @Override
    public int wanted(byte[] bytes, int offset, int length) {
        return length + 1;
    }

    @Override
    public String describePartial(int length, int wanted) {
        return length + " bytes were left unconsumed";
    }
}
