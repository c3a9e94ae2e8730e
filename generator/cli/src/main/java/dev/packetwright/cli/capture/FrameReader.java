package dev.packetwright.cli.capture;

import java.io.IOException;
import java.util.Optional;

/** Reads the frames of a capture file one after another. */
interface FrameReader {
    /** The size of the largest frame or block that is read, in bytes. Captures with larger ones are damaged. */
    int MAX_SIZE = 1 << 24;

    /**
     * Returns the next frame; empty at the end of the file.
     *
     * @throws DamagedCaptureException if the file is truncated or damaged; it has no further frames then
     */
    Optional<Frame> next() throws IOException, DamagedCaptureException;
}
