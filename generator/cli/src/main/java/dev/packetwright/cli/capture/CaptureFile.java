package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The frames of a pcap or pcapng file. Any bytes are accepted: a truncated or damaged file gives the frames before the
 * damage, and a problem.
 *
 * @param frames the frames in the order of the file
 * @param problem the reason why the file could not be read to its end
 */
record CaptureFile(List<Frame> frames, Optional<Problem> problem) {
    private static final int PCAP_MICROSECONDS = 0xa1b2c3d4;
    private static final int PCAP_NANOSECONDS = 0xa1b23c4d;
    private static final int PCAPNG = 0x0a0d0d0a;

    /**
     * The reason why a file cannot be read to its end.
     *
     * @param offset the place of the problem in the file
     * @param text the problem
     */
    record Problem(int offset, String text) {}

    CaptureFile {
        frames = List.copyOf(frames);
    }

    /** Returns whether a file is a capture, judging by its first bytes. */
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
