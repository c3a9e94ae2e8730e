package dev.packetwright.runtime.session;

import org.jspecify.annotations.Nullable;

/** Something that a loop does later. Used by the loop's thread only. */
final class LoopTimer implements Comparable<LoopTimer> {
    private final long deadline;
    private @Nullable Runnable action;

    LoopTimer(long deadline, Runnable action) {
        this.deadline = deadline;
        this.action = action;
    }

    /** The timer stays where it is queued, but holds on to nothing and does nothing. */
    void cancel() {
        action = null;
    }

    void run() {
        if (action != null) {
            action.run();
        }
    }

    /** By difference, as {@link System#nanoTime} may wrap. Not positive when due. */
    long nanosLeft(long now) {
        return deadline - now;
    }

    @Override
    public int compareTo(LoopTimer other) {
        return Long.signum(deadline - other.deadline);
    }
}
