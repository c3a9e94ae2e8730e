package dev.packetwright.cli.capture;

import java.time.Instant;
import java.util.Optional;

/**
 * The frame of a capture at which something happened.
 *
 * @param frame the number of the frame, from 1
 * @param time the time at which the frame was captured, if the capture has it
 */
public record Moment(long frame, Optional<Instant> time) {
    /** Returns the later one of two moments. */
    Moment orLater(Moment other) {
        return other.frame > frame ? other : this;
    }
}
