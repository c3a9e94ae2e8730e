package dev.packetwright.runtime.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's end that has been decided but not carried out: either gentle (flush, then close) or abrupt. An abrupt
 * ending overrides a gentle one, otherwise the first stays.
 */
record CloseReason(
        DisconnectReason reason, String detail, @Nullable Throwable cause, Manner manner) {
    enum Manner {
        GENTLE,
        ABRUPT
    }

    static CloseReason gentle(DisconnectReason reason, String detail) {
        return new CloseReason(reason, detail, null, Manner.GENTLE);
    }

    static CloseReason abrupt(DisconnectReason reason, String detail) {
        return new CloseReason(reason, detail, null, Manner.ABRUPT);
    }

    static CloseReason abrupt(DisconnectReason reason, Throwable cause) {
        return new CloseReason(reason, "", cause, Manner.ABRUPT);
    }

    /** Whether this takes the place of what has been decided before, if anything has. */
    boolean overrides(@Nullable CloseReason before) {
        return before == null || (before.isGentle() && !isGentle());
    }

    boolean isGentle() {
        return manner == Manner.GENTLE;
    }

    /** Whether something was dropped or refused, even if all that was accepted has gone out by then. */
    boolean isIncomplete() {
        return reason == DisconnectReason.ABORTED_LOCALLY || reason == DisconnectReason.SEND_QUEUE_FULL;
    }

    /** The same end, but at once, as this has got in the way of flushing. */
    CloseReason cutShortBy(Throwable obstacle) {
        return new CloseReason(reason, detail, obstacle, Manner.ABRUPT);
    }

    Disconnect carriedOut(long unsentBytes) {
        return new Disconnect(reason, detail, unsentBytes, Optional.ofNullable(cause));
    }
}
