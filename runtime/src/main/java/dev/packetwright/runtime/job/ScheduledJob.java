package dev.packetwright.runtime.job;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A job that a {@link JobTimer} will push, once or again and again, unless it is cancelled. */
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
     * The job does not begin any more, even if it waits in its queue already. A run that has begun goes on. Exact when
     * called by a job of the same queue; called elsewhere, a run may be about to begin at that moment. May be called
     * from any thread and more than once.
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
