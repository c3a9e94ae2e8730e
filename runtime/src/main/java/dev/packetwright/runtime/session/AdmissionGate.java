package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The admission of one peer: the states, and the limits on the peer until it is admitted. The first packet must be the
 * handshake, which the user's code judges; nothing more is delivered until the answer is there. Used by the loop's
 * thread only, with the time passed by the caller.
 */
final class AdmissionGate {
    private enum State {
        /** The handshake has not been received. */
        AWAITED,
        /** The handshake has been passed to the user's code, which has not answered. */
        ASKED,
        GRANTED,
        REFUSED
    }

    private final int handshakeId;
    private final int byteLimit;
    private final Duration timeout;
    private final long openedAt;
    private State state = State.AWAITED;
    private @Nullable CompletionStage<Boolean> question;

    /**
     * Makes a gate that awaits the handshake.
     *
     * @param handshakeId the packet id of the handshake
     * @param byteLimit the largest number of bytes that the peer may send before it is admitted
     * @param timeout the longest time from now until the peer is admitted
     */
    AdmissionGate(int handshakeId, int byteLimit, Duration timeout, long now) {
        this.handshakeId = handshakeId;
        this.byteLimit = byteLimit;
        this.timeout = timeout;
        this.openedAt = now;
    }

    boolean isGranted() {
        return state == State.GRANTED;
    }

    /** Whether no packet may be delivered until the answer is there. */
    boolean isAsked() {
        return state == State.ASKED;
    }

    private boolean isPending() {
        return state == State.AWAITED || state == State.ASKED;
    }

    // ---- the limits; each check returns the reason to end the session, or null

    @Nullable
    CloseReason checkBytes(long received) {
        return isPending() && received > byteLimit
                ? CloseReason.abrupt(DisconnectReason.ADMISSION_TOO_LARGE, received + " bytes")
                : null;
    }

    @Nullable
    CloseReason checkTime(long now) {
        return isPending() && now - openedAt >= timeout.toNanos()
                ? CloseReason.abrupt(DisconnectReason.ADMISSION_TIMED_OUT, "")
                : null;
    }

    /** Checks the packet that is received while the handshake is awaited. */
    @Nullable
    CloseReason checkHandshake(int packetId) {
        return packetId == handshakeId
                ? null
                : CloseReason.abrupt(
                        DisconnectReason.NOT_ADMITTED, "packet " + packetId + " came before the handshake");
    }

    // ---- the transitions

    /** AWAITED to ASKED: the handshake has been passed to the user's code, which gives this answer at some time. */
    void ask(CompletionStage<Boolean> answer) {
        state = State.ASKED;
        question = answer;
    }

    /** Returns the answer that the caller must wait for, once after each {@link #ask}; otherwise null. */
    @Nullable
    CompletionStage<Boolean> takeQuestion() {
        CompletionStage<Boolean> taken = question;
        question = null;
        return taken;
    }

    /** ASKED to GRANTED or REFUSED. Returns the reason to end the session, or null if the peer is admitted. */
    @Nullable
    CloseReason answer(@Nullable Boolean admitted, @Nullable Throwable failure) {
        if (failure == null && Boolean.TRUE.equals(admitted)) {
            state = State.GRANTED;
            return null;
        }
        state = State.REFUSED;
        return failure == null
                ? CloseReason.gentle(DisconnectReason.ADMISSION_REJECTED, "")
                : CloseReason.abrupt(DisconnectReason.HANDLER_FAILED, failure);
    }
}
