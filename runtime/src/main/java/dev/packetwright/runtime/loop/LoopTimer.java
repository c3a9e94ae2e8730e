package dev.packetwright.runtime.loop;

import org.jspecify.annotations.Nullable;

/** An action that a loop runs at a later time. Used by the loop's thread only. */
public final class LoopTimer implements Comparable<LoopTimer> {
    private final long deadline;
    private @Nullable Runnable action;

    LoopTimer(long deadline, Runnable action) {
        this.deadline = deadline;
        this.action = action;
    }

    /** Drops the action. The timer itself stays in the queue until it is due. */
    public void cancel() {
        action = null;
    }

    void run() {
        if (action != null) {
            action.run();
        }
    }

    /** The time until the deadline; zero or less when the timer is due. A difference, as {@link System#nanoTime} wraps. */
    long nanosLeft(long now) {
        return deadline - now;
    }

    @Override
    public int compareTo(LoopTimer other) {
        return Long.signum(deadline - other.deadline);
    }
}
