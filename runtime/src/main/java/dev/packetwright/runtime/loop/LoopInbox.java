package dev.packetwright.runtime.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The work that other threads pass to a loop, without a lock: runnables, and scheduled {@linkplain LoopTask tasks}.
 *
 * <p>The loop sets {@code parked} before it waits and then checks for work again; a thread adds its work and then
 * checks {@code parked}. At least one of the two sees the other, and of several threads only one pays for the wakeup.
 */
final class LoopInbox {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable LoopTask> lastScheduled = new AtomicReference<>();
    private final AtomicBoolean parked = new AtomicBoolean();

    // ---- for any thread

    void add(Runnable task) {
        tasks.add(task);
    }

    /** Ensures a turn that begins after this call. Several calls before that turn cause only one. */
    void schedule(LoopTask task) {
        if (task.claim()) {
            LoopTask last;
            do {
                last = lastScheduled.get();
                task.next = last;
            } while (!lastScheduled.compareAndSet(last, task));
        }
    }

    /** Returns whether the caller must wake the loop. Call it after work has been added. */
    boolean mustWake() {
        return parked.get() && parked.compareAndSet(true, false);
    }

    // ---- for the loop's thread

    /** Announces that the loop is about to wait. Returns false if there is work, and the loop must not wait. */
    boolean park() {
        parked.set(true);
        return isEmpty();
    }

    /** Whether there is no work. */
    boolean isEmpty() {
        return tasks.isEmpty() && lastScheduled.get() == null;
    }

    /** Whether no thread has woken the loop since it parked. */
    boolean isParked() {
        return parked.get();
    }

    /** Announces that the loop no longer waits. */
    void unpark() {
        if (parked.get()) {
            parked.set(false);
        }
    }

    /** Marks the end of the tasks that are there. Returns the mark, a task without effect; null if there is no task. */
    @Nullable
    Runnable markEnd() {
        if (tasks.isEmpty()) {
            return null;
        }
        var end = new End();
        tasks.add(end);
        return end;
    }

    private static final class End implements Runnable {
        @Override
        public void run() {}
    }

    @Nullable
    Runnable nextTask() {
        return tasks.poll();
    }

    /** Removes all tasks scheduled so far. Returns the last one, which leads to the others by {@link LoopTask#next}. */
    @Nullable
    LoopTask takeScheduled() {
        return lastScheduled.getAndSet(null);
    }
}
