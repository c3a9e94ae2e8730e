package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A TCP segment.
 *
 * @param flow which way it went
 * @param sequence its sequence number
 * @param flags of its header
 * @param data what was captured of its data, its position at the start
 * @param length how many bytes of data it had on the network
 * @param frame the number of the frame that held it
 */
record Segment(Flow flow, int sequence, int flags, ByteBuffer data, int length, long frame) {
    private static final int HEADER = 20;
    private static final int SYN = 2;
    private static final int ACK = 16;

    /** The segment in a frame, if there is one, and if its header was captured. */
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

    /** Whether it is the first of its direction. */
    boolean begins() {
        return (flags & SYN) != 0;
    }

    /** Whether it answers, rather than asks for a connection. */
    boolean acknowledges() {
        return (flags & ACK) != 0;
    }
}
