package dev.packetwright.runtime.job;

import dev.packetwright.runtime.host.CurrentHost;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Pushes jobs to their queues at a later time. It has one daemon thread, which sleeps until the next job is due and
 * runs no job itself, so a slow job delays only its own queue. Safe for use by many threads.
 */
public final class JobTimer implements AutoCloseable {
    private static final BoundedLog LOG = new BoundedLog(JobTimer.class);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ScheduledExecutorService clock;

    /** Starts a timer. */
    public JobTimer() {
        clock = CurrentHost.get().newTimer("packetwright-job-timer");
    }

    /**
     * Pushes a job once.
     *
     * @param delay the time from now, at most a century; a delay that is not positive pushes at once
     * @throws RejectedExecutionException if the timer is closed
     */
    public ScheduledJob schedule(Duration delay, JobQueue queue, Runnable job) {
        var scheduled = new ScheduledJob();
        Runnable unlessCancelled = () -> {
            if (!scheduled.isCancelled()) {
                job.run();
            }
        };
        scheduled.pushedBy(clock.schedule(() -> push(queue, unlessCancelled), nanos(delay), TimeUnit.NANOSECONDS));
        return scheduled;
    }

    /**
     * Pushes a job periodically, for the first time after one period. While a run still waits in its queue, no further
     * one is pushed, so a slow queue does not fill up with runs of this job.
     *
     * @param period the time from one push to the next, 1 ns to a century
     * @throws IllegalArgumentException if the period is not positive
     * @throws RejectedExecutionException if the timer is closed
     */
    public ScheduledJob scheduleEvery(Duration period, JobQueue queue, Runnable job) {
        var scheduled = new ScheduledJob();
        var waiting = new AtomicBoolean();
        Runnable unlessCancelled = () -> {
            waiting.set(false);
            if (!scheduled.isCancelled()) {
                job.run();
            }
        };
        Runnable tick = () -> {
            if (waiting.compareAndSet(false, true) && !push(queue, unlessCancelled)) {
                waiting.set(false);
            }
        };
        long nanos = nanos(period);
        scheduled.pushedBy(clock.scheduleWithFixedDelay(tick, nanos, nanos, TimeUnit.NANOSECONDS));
        return scheduled;
    }

    /**
     * Pushes a job at a fixed rate, for the first time after one period: in an hour as many times as periods fit into
     * an hour, however long the job takes. While a run still waits in its queue, no further one is pushed; the next run
     * is told how many it stands for.
     *
     * @param period the time between two pushes, 1 ns to a century
     * @param job receives the number of ticks that were missed since its last run, usually 0
     * @throws IllegalArgumentException if the period is not positive
     * @throws RejectedExecutionException if the timer is closed
     */
    public ScheduledJob scheduleAtFixedRate(Duration period, JobQueue queue, LongConsumer job) {
        var scheduled = new ScheduledJob();
        var due = new AtomicLong();
        Runnable unlessCancelled = () -> {
            long ticks = due.getAndSet(0);
            if (!scheduled.isCancelled()) {
                job.accept(ticks - 1);
            }
        };
        Runnable tick = () -> {
            if (due.getAndIncrement() == 0 && !push(queue, unlessCancelled)) {
                due.decrementAndGet(); // the queue is full, and counts it as rejected
            }
        };
        long nanos = nanos(period);
        scheduled.pushedBy(clock.scheduleAtFixedRate(tick, nanos, nanos, TimeUnit.NANOSECONDS));
        return scheduled;
    }

    private static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }

    /** Pushes a job. If the queue rejects it, the timer continues. */
    private static boolean push(JobQueue queue, Runnable job) {
        try {
            queue.push(job);
            return true;
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.WARNING, "a job was due, but its queue rejected it", failure);
            return false;
        }
    }

    /** Ends the thread. Jobs that are not due yet are not pushed. */
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
