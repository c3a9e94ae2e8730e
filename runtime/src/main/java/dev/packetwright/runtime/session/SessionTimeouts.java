package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one connection: silence, stalled writes, a long send queue, and admission. They are checked about
 * once a second, so packets cost nothing here. Used by the loop's thread only.
 */
final class SessionTimeouts {
    private static final long NEVER = 0;

    private final SessionOptions options;
    private final @Nullable AdmissionGate gate;
    private long receivedAtLastCheck;
    private long writtenAtLastCheck;
    private long silentSince;
    private long lastHeartbeat;
    private long stalledSince = NEVER;
    private long aboveSoftSince = NEVER;

    /**
     * Starts the clocks.
     *
     * @param gate null if the session requires no admission
     * @param written the number of bytes written so far
     */
    SessionTimeouts(SessionOptions options, @Nullable AdmissionGate gate, long now, long written) {
        this.options = options;
        this.gate = gate;
        this.writtenAtLastCheck = written;
        this.silentSince = now;
        this.lastHeartbeat = now;
    }

    /** Whether silence has a limit. If not, no check is needed until bytes wait for the peer. */
    static boolean watchesSilence(SessionOptions options) {
        return !options.idleTimeout().isZero() || !options.heartbeat().isZero();
    }

    @Nullable
    AdmissionGate gate() {
        return gate;
    }

    /**
     * The state of a connection at the time of a check.
     *
     * @param now the time of the loop
     * @param received the number of bytes received so far
     * @param written the number of bytes written so far
     * @param queued the number of bytes in the queue
     * @param waiting whether the queue or the transport has output that waits for the peer
     */
    record Snapshot(long now, long received, long written, int queued, boolean waiting) {}

    /** Returns the reason to end the session if a timeout has passed, otherwise null. */
    @Nullable
    CloseReason check(Snapshot snapshot) {
        long now = snapshot.now();
        noteSilence(snapshot, now);
        noteStall(snapshot, now);
        noteQueue(snapshot, now);
        if (hasLasted(stalledSince, now, options.stallTimeout())) {
            return CloseReason.abrupt(DisconnectReason.WRITE_STALLED, snapshot.queued() + " bytes wait");
        }
        if (hasLasted(aboveSoftSince, now, options.sendQueueSoftTime())) {
            return CloseReason.abrupt(DisconnectReason.SLOW_CONSUMER, snapshot.queued() + " bytes wait");
        }
        CloseReason notAdmitted = gate == null ? null : CloseReason.of(gate.checkTime(now));
        return notAdmitted == null ? checkSilence(now) : notAdmitted;
    }

    private @Nullable CloseReason checkSilence(long now) {
        Duration limit = options.idleTimeout();
        return !limit.isZero() && hasLasted(silentSince, now, limit)
                ? CloseReason.gentle(DisconnectReason.IDLE_TIMED_OUT, "")
                : null;
    }

    private void noteSilence(Snapshot snapshot, long now) {
        if (snapshot.received() != receivedAtLastCheck) {
            receivedAtLastCheck = snapshot.received();
            silentSince = now;
            lastHeartbeat = now;
        }
    }

    private void noteStall(Snapshot snapshot, long now) {
        if (!snapshot.waiting() || snapshot.written() != writtenAtLastCheck) {
            writtenAtLastCheck = snapshot.written();
            stalledSince = NEVER;
        } else if (stalledSince == NEVER) {
            stalledSince = now;
        }
    }

    private void noteQueue(Snapshot snapshot, long now) {
        if (snapshot.queued() <= options.sendQueueSoftLimit()) {
            aboveSoftSince = NEVER;
        } else if (aboveSoftSince == NEVER) {
            aboveSoftSince = now;
        }
    }

    /** Notes the length of the queue between two checks. */
    void queueIs(int bytes) {
        if (bytes <= options.sendQueueSoftLimit()) {
            aboveSoftSince = NEVER;
        }
    }

    /** Whether the check at this time was the first one that found the queue above the soft limit. */
    boolean hasJustBecomeSlow(long now) {
        return aboveSoftSince == now;
    }

    /** Whether the peer has been silent for another heartbeat. */
    boolean isHeartbeatDue(long now) {
        Duration heartbeat = options.heartbeat();
        if (heartbeat.isZero() || now - lastHeartbeat < heartbeat.toNanos()) {
            return false;
        }
        lastHeartbeat = now;
        return true;
    }

    private static boolean hasLasted(long since, long now, Duration limit) {
        return since != NEVER && now - since >= limit.toNanos();
    }
}
