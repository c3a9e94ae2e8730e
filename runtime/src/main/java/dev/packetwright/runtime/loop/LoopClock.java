package dev.packetwright.runtime.loop;

import java.util.concurrent.TimeUnit;

/**
 * The time of a loop, in nanoseconds from an arbitrary origin. It passes like {@link System#nanoTime}, but a pause of
 * the process counts as at most 2 s: while a virtual machine is moved, a collection runs or a callback blocks, nobody
 * could read what the peers have sent, so their timeouts do not pass either. Used by the loop's thread only.
 */
final class LoopClock {
    static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(2);

    private long time = 1;
    private long lastStep;
    private long expectedWait;

    /** Starts the clock; {@code now} is a value of {@link System#nanoTime}, here and below. */
    LoopClock(long now) {
        this.lastStep = now;
    }

    /** The time that has passed until now. */
    long timeAt(long now) {
        return time + Math.max(0, Math.min(now - lastStep, expectedWait + LONGEST_STEP));
    }

    /**
     * Begins a new step, at least once in each turn.
     *
     * @param wait the time for which the loop is about to wait, which is not a pause
     */
    void step(long now, long wait) {
        time = timeAt(now);
        lastStep = now;
        expectedWait = wait;
    }
}
