package dev.packetwright.runtime.job;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A job that a {@link JobTimer} pushes once or periodically, until it is cancelled. */
public final class ScheduledJob {
    private volatile boolean cancelled;
    private volatile @Nullable Future<?> pushing;

    ScheduledJob() {}

    void pushedBy(Future<?> newPushing) {
        pushing = newPushing;
        if (cancelled) {
            newPushing.cancel(false);
        }
    }

    /**
     * Cancels the job, even if it waits in its queue already. A run that has begun continues. If a job of the same
     * queue calls this, no further run begins; if another thread calls it, a run may begin at the same moment. May be
     * called from any thread and more than once.
     */
    public void cancel() {
        cancelled = true;
        Future<?> current = pushing;
        if (current != null) {
            current.cancel(false);
        }
    }

    /** Whether {@link #cancel} has been called. */
    public boolean isCancelled() {
        return cancelled;
    }
}
