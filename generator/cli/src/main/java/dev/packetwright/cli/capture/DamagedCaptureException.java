package dev.packetwright.cli.capture;

import java.io.Serial;

/** Reports that a capture file is truncated or damaged. */
final class DamagedCaptureException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final long offset;

    /**
     * @param offset the place of the problem in the file
     * @param problem the problem
     */
    DamagedCaptureException(long offset, String problem) {
        super(problem);
        this.offset = offset;
    }

    CaptureEvent.Problem problem() {
        return new CaptureEvent.Problem(offset, String.valueOf(getMessage()));
    }
}
