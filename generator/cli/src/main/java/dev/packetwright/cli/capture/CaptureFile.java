package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The frames of a pcap or pcapng file. Reading is total: a file that ends early or is broken gives the frames up to there,
 * and a problem.
 *
 * @param frames the frames in the order of the file
 * @param problem why there are no more
 */
record CaptureFile(List<Frame> frames, Optional<Problem> problem) {
    private static final int PCAP_MICROSECONDS = 0xa1b2c3d4;
    private static final int PCAP_NANOSECONDS = 0xa1b23c4d;
    private static final int PCAPNG = 0x0a0d0d0a;

    /**
     * Why a file cannot be read to its end.
     *
     * @param offset where in the file that shows
     * @param text what is wrong
     */
    record Problem(int offset, String text) {}

    CaptureFile {
        frames = List.copyOf(frames);
    }

    /** Whether a file that begins like that is a capture. */
    static boolean isCapture(byte[] file) {
        return file.length >= Integer.BYTES
                && (isPcapng(file) || pcapOrder(file).isPresent());
    }

    static CaptureFile read(byte[] file) {
        List<Frame> frames = new ArrayList<>();
        Optional<Problem> problem = isPcapng(file)
                ? new Pcapng(file, frames).read()
                : new Pcap(file, pcapOrder(file).orElse(ByteOrder.BIG_ENDIAN), frames).read();
        return new CaptureFile(frames, problem);
    }

    private static boolean isPcapng(byte[] file) {
        return ByteBuffer.wrap(file).getInt() == PCAPNG;
    }

    private static Optional<ByteOrder> pcapOrder(byte[] file) {
        int magic = ByteBuffer.wrap(file).getInt();
        if (magic == PCAP_MICROSECONDS || magic == PCAP_NANOSECONDS) {
            return Optional.of(ByteOrder.BIG_ENDIAN);
        }
        int swapped = Integer.reverseBytes(magic);
        return swapped == PCAP_MICROSECONDS || swapped == PCAP_NANOSECONDS
                ? Optional.of(ByteOrder.LITTLE_ENDIAN)
                : Optional.empty();
    }
}
