package dev.packetwright.runtime.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks once in a while whether something about a connection has gone on for too long. Only the time of each look is
 * taken, so that packets cost nothing here. Used by the loop's thread only.
 */
final class SessionTimeouts {
    private static final long NOT = 0;

    private final SessionOptions options;
    private final long startedAt;
    private long receivedAtLastLook;
    private long writtenAtLastLook;
    private long silentSince;
    private long idleToldAt;
    private long stalledSince = NOT;
    private long aboveSoftSince = NOT;

    /** Begins to watch, when so many bytes have been written. */
    SessionTimeouts(SessionOptions options, long now, long written) {
        this.options = options;
        this.startedAt = now;
        this.writtenAtLastLook = written;
        this.silentSince = now;
        this.idleToldAt = now;
    }

    /** Whether a peer's silence matters. If not, there is nothing to watch until something waits for the peer. */
    static boolean looksAtSilence(SessionOptions options) {
        return !options.idleTimeout().isZero() || !options.heartbeat().isZero();
    }

    /** What there is to see at one look. */
    record Snapshot(long now, long received, long written, int queued, boolean awaitsAdmission) {}

    /** Returns how the session is to end, if something has gone on for too long. */
    @Nullable
    CloseReason look(Snapshot sight) {
        long now = sight.now() == NOT ? 1 : sight.now();
        noteSilence(sight, now);
        noteStall(sight, now);
        noteQueue(sight, now);
        if (hasLasted(stalledSince, now, options.stallTimeout())) {
            return CloseReason.abrupt(DisconnectReason.WRITE_STALLED, sight.queued() + " bytes wait");
        }
        if (hasLasted(aboveSoftSince, now, options.sendQueueSoftTime())) {
            return CloseReason.abrupt(DisconnectReason.SLOW_CONSUMER, sight.queued() + " bytes wait");
        }
        if (sight.awaitsAdmission() && hasLasted(startedAt, now, options.admissionTimeout())) {
            return CloseReason.abrupt(DisconnectReason.ADMISSION_TIMED_OUT, "");
        }
        Duration idleTimeout = options.idleTimeout();
        return !idleTimeout.isZero() && hasLasted(silentSince, now, idleTimeout)
                ? CloseReason.gentle(DisconnectReason.IDLE_TIMED_OUT, "")
                : null;
    }

    private void noteSilence(Snapshot sight, long now) {
        if (sight.received() != receivedAtLastLook) {
            receivedAtLastLook = sight.received();
            silentSince = now;
            idleToldAt = now;
        }
    }

    private void noteStall(Snapshot sight, long now) {
        if (sight.queued() == 0 || sight.written() != writtenAtLastLook) {
            writtenAtLastLook = sight.written();
            stalledSince = NOT;
        } else if (stalledSince == NOT) {
            stalledSince = now;
        }
    }

    private void noteQueue(Snapshot sight, long now) {
        if (sight.queued() <= options.sendQueueSoftLimit()) {
            aboveSoftSince = NOT;
        } else if (aboveSoftSince == NOT) {
            aboveSoftSince = now;
        }
    }

    /** The queue has been that short between two looks. */
    void queueIs(int bytes) {
        if (bytes <= options.sendQueueSoftLimit()) {
            aboveSoftSince = NOT;
        }
    }

    /** Whether this look was the first one that saw the queue above the soft limit. */
    boolean hasJustBecomeSlow(long now) {
        return aboveSoftSince == now;
    }

    /** Whether the peer has been silent for another heartbeat. */
    boolean isHeartbeatDue(long now) {
        Duration heartbeat = options.heartbeat();
        if (heartbeat.isZero() || now - idleToldAt < heartbeat.toNanos()) {
            return false;
        }
        idleToldAt = now;
        return true;
    }

    private static boolean hasLasted(long since, long now, Duration limit) {
        return since != NOT && now - since >= limit.toNanos();
    }
}
