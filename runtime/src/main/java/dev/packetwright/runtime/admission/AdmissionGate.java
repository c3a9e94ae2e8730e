package dev.packetwright.runtime.admission;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The admission of one peer: the states, and the limits on the peer until it is admitted. The first packet must be the
 * handshake, which the user's code judges; nothing more is delivered until the answer is there. Used by the loop's
 * thread only, with the time passed by the caller.
 */
public final class AdmissionGate {
    /** The kind of a refusal. */
    public enum Cause {
        /** The peer has sent more bytes than it may before it is admitted. */
        TOO_LARGE,
        /** The peer was not admitted in time. */
        TIMED_OUT,
        /** Another packet came before the handshake. */
        NOT_THE_HANDSHAKE,
        /** The user's code has refused the peer. */
        REJECTED,
        /** The user's code has failed. */
        FAILED
    }

    /**
     * The reason to end a session that is not admitted.
     *
     * @param detail empty if there is nothing to add to the cause
     * @param failure the exception of the user's code, if the cause is {@link Cause#FAILED}
     */
    public record Refusal(
            Cause cause, String detail, @Nullable Throwable failure) {
        Refusal(Cause cause, String detail) {
            this(cause, detail, null);
        }
    }

    private enum State {
        /** The handshake has not been received. */
        AWAITED,
        /** The handshake has been passed to the user's code, which has not answered. */
        ASKED,
        GRANTED,
        REFUSED
    }

    private final int[] handshakeIds;
    private final int byteLimit;
    private final Duration timeout;
    private final long openedAt;
    private State state = State.AWAITED;
    private @Nullable CompletionStage<Boolean> question;

    /**
     * Makes a gate that awaits the handshake.
     *
     * @param handshakeIds the packet ids that a handshake may have
     * @param byteLimit the largest number of bytes that the peer may send before it is admitted
     * @param timeout the longest time from now until the peer is admitted
     */
    public AdmissionGate(int[] handshakeIds, int byteLimit, Duration timeout, long now) {
        this.handshakeIds = handshakeIds.clone();
        this.byteLimit = byteLimit;
        this.timeout = timeout;
        this.openedAt = now;
    }

    public boolean isGranted() {
        return state == State.GRANTED;
    }

    /** Whether no packet may be delivered until the answer is there. */
    public boolean isAsked() {
        return state == State.ASKED;
    }

    private boolean isPending() {
        return state == State.AWAITED || state == State.ASKED;
    }

    // ---- the limits; each check returns the reason to end the session, or null

    public @Nullable Refusal checkBytes(long received) {
        return isPending() && received > byteLimit ? new Refusal(Cause.TOO_LARGE, received + " bytes") : null;
    }

    public @Nullable Refusal checkTime(long now) {
        return isPending() && now - openedAt >= timeout.toNanos() ? new Refusal(Cause.TIMED_OUT, "") : null;
    }

    /** Checks the packet that is received while the handshake is awaited. */
    public @Nullable Refusal checkHandshake(int packetId) {
        return IntStream.of(handshakeIds).anyMatch(id -> id == packetId)
                ? null
                : new Refusal(Cause.NOT_THE_HANDSHAKE, "packet " + packetId + " came before the handshake");
    }

    // ---- the transitions

    /** AWAITED to ASKED: the handshake has been passed to the user's code, which gives this answer at some time. */
    public void ask(CompletionStage<Boolean> answer) {
        state = State.ASKED;
        question = answer;
    }

    /** Returns the answer that the caller must wait for, once after each {@link #ask}; otherwise null. */
    public @Nullable CompletionStage<Boolean> takeQuestion() {
        CompletionStage<Boolean> taken = question;
        question = null;
        return taken;
    }

    /** ASKED to GRANTED or REFUSED. Returns the reason to end the session, or null if the peer is admitted. */
    public @Nullable Refusal answer(@Nullable Boolean admitted, @Nullable Throwable failure) {
        if (failure == null && Boolean.TRUE.equals(admitted)) {
            state = State.GRANTED;
            return null;
        }
        state = State.REFUSED;
        return failure == null ? new Refusal(Cause.REJECTED, "") : new Refusal(Cause.FAILED, "", failure);
    }
}
