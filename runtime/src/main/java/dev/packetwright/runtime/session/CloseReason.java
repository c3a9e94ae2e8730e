package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate.Refusal;
import dev.packetwright.runtime.websocket.CloseCode;
import dev.packetwright.runtime.websocket.WebSocketException;
import java.util.Objects;
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
        return abrupt(reason, "", cause);
    }

    static CloseReason abrupt(DisconnectReason reason, String detail, Throwable cause) {
        return new CloseReason(reason, detail, cause, Manner.ABRUPT);
    }

    /** Returns the decision that follows from a violation of the protocol of WebSocket. */
    static CloseReason of(WebSocketException violation) {
        DisconnectReason reason = violation.closeCode() == CloseCode.INVALID_DATA
                ? DisconnectReason.MALFORMED_PACKET
                : DisconnectReason.WEBSOCKET_INVALID;
        return abrupt(reason, Objects.requireNonNullElse(violation.getMessage(), ""));
    }

    /** Returns the decision that follows from a refusal; null if there is none. */
    static @Nullable CloseReason of(@Nullable Refusal refusal) {
        if (refusal == null) {
            return null;
        }
        return switch (refusal.cause()) {
            case TOO_LARGE -> abrupt(DisconnectReason.ADMISSION_TOO_LARGE, refusal.detail());
            case TIMED_OUT -> abrupt(DisconnectReason.ADMISSION_TIMED_OUT, refusal.detail());
            case NOT_THE_HANDSHAKE -> abrupt(DisconnectReason.NOT_ADMITTED, refusal.detail());
            case REJECTED -> gentle(DisconnectReason.ADMISSION_REJECTED, refusal.detail());
            case FAILED -> abrupt(DisconnectReason.HANDLER_FAILED, Objects.requireNonNull(refusal.failure()));
        };
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

    /**
     * Returns the abrupt decision after a gentle close that took too long. A reason that says more than that the
     * session was closed stays.
     *
     * @param stillDue what is missing
     */
    CloseReason timedOut(String stillDue) {
        return reason == DisconnectReason.CLOSED_LOCALLY
                ? abrupt(DisconnectReason.CLOSE_TIMED_OUT, stillDue)
                : abrupt(reason, detail.isEmpty() ? stillDue : detail + ", " + stillDue);
    }

    /** Returns the same reason as an abrupt decision, because this obstacle prevents the flush. */
    CloseReason cutShortBy(Throwable obstacle) {
        return new CloseReason(reason, detail, obstacle, Manner.ABRUPT);
    }

    Disconnect carriedOut(long unsentBytes) {
        return new Disconnect(reason, detail, unsentBytes, Optional.ofNullable(cause));
    }
}
