package dev.packetwright.cli.capture;

import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A variant of the pcap format, as its first four bytes show it.
 *
 * @param order the byte order of the headers
 * @param resolution the unit of the time of a frame
 * @param frameHeaderSize the size of the header of a frame in bytes
 */
record PcapFormat(ByteOrder order, Resolution resolution, int frameHeaderSize) {
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    /** Written by the libpcap with the patches of Alexey Kuznetzov, which old Linux distributions contain. */
    private static final int KUZNETZOV = 0xa1b2cd34;

    private static final int FRAME_HEADER_SIZE = 16;
    private static final int KUZNETZOV_FRAME_HEADER_SIZE = 24;

    /** Units of time. */
    enum Resolution {
        MICROSECONDS(1_000),
        NANOSECONDS(1);

        private final int nanoseconds;

        Resolution(int nanoseconds) {
            this.nanoseconds = nanoseconds;
        }

        int nanoseconds() {
            return nanoseconds;
        }
    }

    /** Returns the variant with this magic number, read as big-endian; empty if it is none that can be read. */
    static Optional<PcapFormat> of(int magic) {
        return of(magic, ByteOrder.BIG_ENDIAN).or(() -> of(Integer.reverseBytes(magic), ByteOrder.LITTLE_ENDIAN));
    }

    private static Optional<PcapFormat> of(int magic, ByteOrder order) {
        return switch (magic) {
            case MICROSECONDS -> Optional.of(new PcapFormat(order, Resolution.MICROSECONDS, FRAME_HEADER_SIZE));
            case NANOSECONDS -> Optional.of(new PcapFormat(order, Resolution.NANOSECONDS, FRAME_HEADER_SIZE));
            case KUZNETZOV -> Optional.of(new PcapFormat(order, Resolution.MICROSECONDS, KUZNETZOV_FRAME_HEADER_SIZE));
            default -> Optional.empty();
        };
    }

    /** Returns the advice to add to a problem; empty for the variants that current tools write. */
    String advice() {
        return frameHeaderSize == FRAME_HEADER_SIZE
                ? ""
                : "; this is an old variant of pcap (magic number a1b2cd34): try to convert it with 'editcap -F pcap"
                        + " OLD NEW'";
    }
}
