package dev.packetwright.cli.capture;

import dev.packetwright.cli.capture.CaptureFile.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Reads a pcap file, which consists of a header and frames. Each frame has its own header. */
final class Pcap {
    private static final int HEADER_SIZE = 24;
    private static final int LINK_TYPE = 20;
    private static final int FRAME_HEADER_SIZE = 16;

    /** The upper bits of the link type describe checksums, not the type. */
    private static final int LINK_TYPE_MASK = 0x0fff_ffff;

    private final ByteBuffer in;
    private final List<Frame> frames;

    Pcap(byte[] file, ByteOrder order, List<Frame> frames) {
        this.in = ByteBuffer.wrap(file).order(order);
        this.frames = frames;
    }

    Optional<Problem> read() {
        if (in.remaining() < HEADER_SIZE) {
            return Optional.of(new Problem(0, "the header of the capture is cut off"));
        }
        int linkType = in.getInt(LINK_TYPE) & LINK_TYPE_MASK;
        in.position(HEADER_SIZE);
        while (in.hasRemaining()) {
            int start = in.position();
            if (in.remaining() < FRAME_HEADER_SIZE) {
                return Optional.of(new Problem(start, "the header of a frame is cut off"));
            }
            int captured = in.getInt(start + 8);
            in.position(start + FRAME_HEADER_SIZE);
            if (captured < 0 || captured > in.remaining()) {
                return Optional.of(new Problem(
                        start,
                        "a frame of " + Integer.toUnsignedString(captured) + " bytes, but " + in.remaining()
                                + " are left"));
            }
            frames.add(new Frame(frames.size() + 1L, linkType, in.slice(in.position(), captured)));
            in.position(in.position() + captured);
        }
        return Optional.empty();
    }
}
