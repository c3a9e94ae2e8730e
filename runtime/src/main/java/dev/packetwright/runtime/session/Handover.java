package dev.packetwright.runtime.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand over to a loop, without a lock: tasks, and what is {@link Scheduled}.
 *
 * <p>Before the loop waits it says that it is parked and then looks for work once more; a thread adds its work and then
 * looks whether the loop is parked. One of the two sees the other, and of many threads only one pays for the wakeup.
 */
final class Handover {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Scheduled> lastScheduled = new AtomicReference<>();
    private final AtomicBoolean parked = new AtomicBoolean();

    // ---- for any thread

    void add(Runnable task) {
        tasks.add(task);
    }

    /** Sees to it that there will be a turn that begins after this call, once however often it is called until then. */
    void schedule(Scheduled item) {
        if (item.claim()) {
            Scheduled last;
            do {
                last = lastScheduled.get();
                item.next = last;
            } while (!lastScheduled.compareAndSet(last, item));
        }
    }

    /** After something has been handed over: whether it is for the caller to wake the loop. */
    boolean mustWake() {
        return parked.get() && parked.compareAndSet(true, false);
    }

    // ---- for the loop's thread

    /** The loop is about to wait. Returns whether it may: not if there is work. */
    boolean park() {
        parked.set(true);
        return tasks.isEmpty() && lastScheduled.get() == null;
    }

    /** Whether nobody has woken the loop since it parked. */
    boolean isParked() {
        return parked.get();
    }

    /** The loop does not wait any more. */
    void unpark() {
        if (parked.get()) {
            parked.set(false);
        }
    }

    @Nullable
    Runnable nextTask() {
        return tasks.poll();
    }

    /** All that has been scheduled by now, the last one first, linked by {@link Scheduled#next}. */
    @Nullable
    Scheduled takeScheduled() {
        return lastScheduled.getAndSet(null);
    }
}
