package dev.packetwright.runtime.loop;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The timers of a loop, by deadline. A cancelled timer leaves nothing behind. Used by the loop's thread only. */
final class LoopTimers {
    private final TreeSet<LoopTimer> timers =
            new TreeSet<>(Comparator.comparingLong(LoopTimer::deadline).thenComparingLong(LoopTimer::number));
    private long added;

    LoopTimer add(long deadline, Runnable action) {
        var timer = new LoopTimer(this, deadline, added++, action);
        timers.add(timer);
        return timer;
    }

    void remove(LoopTimer timer) {
        timers.remove(timer);
    }

    /** Removes and returns the first timer that is due at this time; null if there is none. */
    @Nullable
    LoopTimer takeDue(long time) {
        return !timers.isEmpty() && timers.first().deadline() <= time ? timers.pollFirst() : null;
    }

    boolean isEmpty() {
        return timers.isEmpty();
    }

    /** The time until the first timer is due, not negative. There must be a timer. */
    long nanosToFirst(long time) {
        return Math.max(0, timers.first().deadline() - time);
    }

    int size() {
        return timers.size();
    }
}
