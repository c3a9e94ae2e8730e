package dev.packetwright.runtime.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision to end a session, before it is carried out: gentle (flush, then close) or abrupt. An abrupt decision
 * overrides a gentle one; otherwise the first decision stands.
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

    /** Whether this decision replaces the previous one, which is null if there is none. */
    boolean overrides(@Nullable CloseReason before) {
        return before == null || (before.isGentle() && !isGentle());
    }

    boolean isGentle() {
        return manner == Manner.GENTLE;
    }

    /** Whether data was dropped or refused, even if everything accepted has been written. */
    boolean isIncomplete() {
        return reason == DisconnectReason.ABORTED_LOCALLY || reason == DisconnectReason.SEND_QUEUE_FULL;
    }

    /** Returns the same reason as an abrupt decision, because this obstacle prevents the flush. */
    CloseReason cutShortBy(Throwable obstacle) {
        return new CloseReason(reason, detail, obstacle, Manner.ABRUPT);
    }

    Disconnect carriedOut(long unsentBytes) {
        return new Disconnect(reason, detail, unsentBytes, Optional.ofNullable(cause));
    }
}
