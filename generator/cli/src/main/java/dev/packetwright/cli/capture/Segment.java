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
 * @param frame the number of the frame that contains the segment
 */
record Segment(Flow flow, int sequence, int flags, ByteBuffer data, int length, long frame) {
    private static final int HEADER = 20;
    private static final int SYN = 2;
    private static final int ACK = 16;

    /** Returns the segment in a frame, if there is one and its header was captured. */
    static Optional<Segment> of(Frame frame) {
        return Links.ip(frame).flatMap(IpPayload::of).flatMap(payload -> of(payload, frame.number()));
    }

    private static Optional<Segment> of(IpPayload payload, long frame) {
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
                frame));
    }

    /** Returns whether this is the first segment of its direction. */
    boolean begins() {
        return (flags & SYN) != 0;
    }

    /** Returns whether this segment acknowledges another one. The first segment of a client does not. */
    boolean acknowledges() {
        return (flags & ACK) != 0;
    }
}
