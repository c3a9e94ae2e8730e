package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A TCP segment.
 *
 * @param flow the direction
 * @param sequence the sequence number
 * @param flags the flags of the header
 * @param data the captured data; its position is the start
 * @param length the length of the data on the network, in bytes
 * @param acknowledged the number of the next byte that the sender expects; see {@link #acknowledges}
 * @param at the frame that contains the segment
 */
record Segment(Flow flow, int sequence, int flags, ByteBuffer data, int length, int acknowledged, Moment at) {
    private static final int HEADER = 20;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;

    /** Returns the segment in the payload of an IP packet, if its header was captured. */
    static Optional<Segment> of(IpPayload payload, Moment at) {
        ByteBuffer tcp = payload.bytes();
        if (tcp.remaining() < HEADER) {
            return Optional.empty();
        }
        int header = 4 * (Byte.toUnsignedInt(tcp.get(12)) >> 4);
        if (header < HEADER || header > payload.length()) {
            return Optional.empty();
        }
        int data = Math.min(header, tcp.remaining());
        Flow flow = new Flow(
                new Flow.Endpoint(payload.from(), Short.toUnsignedInt(tcp.getShort(0))),
                new Flow.Endpoint(payload.to(), Short.toUnsignedInt(tcp.getShort(2))));
        return Optional.of(new Segment(
                flow,
                tcp.getInt(4),
                tcp.get(13),
                tcp.slice(data, tcp.remaining() - data),
                payload.length() - header,
                tcp.getInt(8),
                at));
    }

    /** Returns whether this is the first segment of its direction. */
    boolean begins() {
        return (flags & SYN) != 0;
    }

    /** Returns whether this segment acknowledges another one. The first segment of a client does not. */
    boolean acknowledges() {
        return (flags & ACK) != 0;
    }

    /** Returns whether this is the last segment of its direction. */
    boolean finishes() {
        return (flags & FIN) != 0;
    }

    /** Returns whether this segment breaks the connection. Its data is a message for people, not of the stream. */
    boolean resets() {
        return (flags & RST) != 0;
    }

    /**
     * Returns whether this segment may be a keep-alive. Some systems send a byte that they sent before, or any byte, in
     * place of the byte before the next one, to find out if the other side is still there. A byte that an application
     * sends is usually pushed.
     */
    boolean mayBeKeepAlive() {
        return length == 1 && (flags & (FIN | SYN | PSH)) == 0;
    }

    /** Returns the sequence number of the data. The start of a connection takes one number. */
    int firstOfData() {
        return begins() ? sequence + 1 : sequence;
    }

    /** Returns the same segment with a copy of its data, which keeps no other bytes of the frame in memory. */
    Segment detached() {
        ByteBuffer copy =
                ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
        return new Segment(flow, sequence, flags, copy, length, acknowledged, at);
    }
}
