package dev.packetwright.runtime.loop;

/** An action that a loop runs at a later time. Used by the loop's thread only. */
public final class LoopTimer {
    private final LoopTimers timers;
    private final long deadline;
    private final long number;
    private final Runnable action;

    LoopTimer(LoopTimers timers, long deadline, long number, Runnable action) {
        this.timers = timers;
        this.deadline = deadline;
        this.number = number;
        this.action = action;
    }

    /** Drops the timer with its action. Has no effect after the action has run. */
    public void cancel() {
        timers.remove(this);
    }

    /** The time on the loop's clock at which the timer is due. */
    long deadline() {
        return deadline;
    }

    /** Tells timers with the same deadline apart. */
    long number() {
        return number;
    }

    void run() {
        action.run();
    }
}
