package dev.packetwright.cli.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** Reads a pcap file, which consists of a header and frames. Each frame has its own header. */
final class Pcap implements FrameReader {
    /** The size of the header after the magic number. */
    private static final int HEADER_SIZE = 20;

    private static final int MINOR_VERSION = 2;
    private static final int LINK_TYPE = 16;

    /** The upper half of the field describes the checksums of frames, not the type. */
    private static final int LINK_TYPE_MASK = 0xffff;

    private final CaptureInput in;
    private final PcapFormat format;
    private final int linkType;
    private final short majorVersion;
    private final short minorVersion;
    private long frames;

    /** Reads the header of the file, whose magic number was read before. */
    Pcap(CaptureInput in, PcapFormat format) throws IOException, DamagedCaptureException {
        this.in = in;
        this.format = format;
        ByteBuffer header = in.read(HEADER_SIZE).order(format.order());
        if (header.remaining() < HEADER_SIZE) {
            throw new DamagedCaptureException(0, "the header of the capture is cut off");
        }
        linkType = header.getInt(LINK_TYPE) & LINK_TYPE_MASK;
        majorVersion = header.getShort(0);
        minorVersion = header.getShort(MINOR_VERSION);
    }

    @Override
    public Optional<Frame> next() throws IOException, DamagedCaptureException {
        long start = in.position();
        ByteBuffer header = in.read(format.frameHeaderSize()).order(format.order());
        if (!header.hasRemaining()) {
            return Optional.empty();
        }
        if (header.remaining() < format.frameHeaderSize()) {
            throw new DamagedCaptureException(start, "the header of a frame is cut off" + format.advice());
        }
        int captured = capturedLength(header.getInt(8), header.getInt(12));
        if (captured < 0 || captured > MAX_SIZE) {
            throw new DamagedCaptureException(
                    start,
                    "a frame of " + Integer.toUnsignedString(captured) + " bytes, but a frame has at most " + MAX_SIZE
                            + format.advice());
        }
        ByteBuffer bytes = in.read(captured);
        if (bytes.remaining() < captured) {
            throw new DamagedCaptureException(
                    start,
                    "a frame of " + captured + " bytes, but " + bytes.remaining() + " are left" + format.advice());
        }
        return Optional.of(new Frame(new Moment(++frames, Optional.of(time(header))), linkType, bytes.slice()));
    }

    /**
     * Returns the captured length. Up to version 2.2 of the format, the length on the network came first; files of
     * version 2.3 have either order. The captured length is never the larger one.
     */
    private int capturedLength(int first, int second) {
        boolean isOld = majorVersion == 2 && minorVersion < 3;
        boolean isEither = majorVersion == 2 && minorVersion == 3;
        return isOld || (isEither && Integer.compareUnsigned(first, second) > 0) ? second : first;
    }

    private Instant time(ByteBuffer header) {
        long nanoseconds =
                Integer.toUnsignedLong(header.getInt(4)) * format.resolution().nanoseconds();
        return Instant.ofEpochSecond(Integer.toUnsignedLong(header.getInt(0)), nanoseconds);
    }
}
