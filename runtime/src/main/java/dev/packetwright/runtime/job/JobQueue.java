package dev.packetwright.runtime.job;

import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs one at a time, in the order in which they were pushed, on the threads of an executor. State that only the
 * jobs of one queue access needs no lock: each job sees the effects of all jobs before it.
 *
 * <p>While there are jobs, a queue takes turns on the executor, each of at most {@value #MAX_JOBS_PER_TURN} jobs or 1
 * ms (a job that has begun is finished). Then other work of the executor runs first. An exception of a job is logged,
 * and the next job runs. Any thread may push, including jobs.
 *
 * <p>A queue is bounded: if jobs are pushed faster than they run, {@link #push} fails before memory runs out.
 */
public final class JobQueue {
    private static final BoundedLog LOG = new BoundedLog(JobQueue.class);
    private static final int DEFAULT_LIMIT = 100_000;
    private static final int MAX_JOBS_PER_TURN = 256;
    private static final long MAX_NANOS_PER_TURN = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor executor;
    private final Runnable turn = this::runTurn;
    private final Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final int limit;
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder rejected = new LongAdder();

    /**
     * Makes an empty queue for at most 100,000 waiting jobs.
     *
     * @param executor runs the jobs, on one thread, a pool or virtual threads; the order is the same on all
     */
    public JobQueue(Executor executor) {
        this(executor, DEFAULT_LIMIT);
    }

    /**
     * Makes an empty queue.
     *
     * @param executor runs the jobs, on one thread, a pool or virtual threads; the order is the same on all
     * @param limit the largest number of waiting jobs, at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public JobQueue(Executor executor, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", not at least 1");
        }
        this.executor = executor;
        this.limit = limit;
    }

    /**
     * Adds a job at the end of the queue.
     *
     * @throws RejectedExecutionException if the queue is full, or if the executor rejects its work. Then the job has
     *     not been added. Other waiting jobs stay in the queue; after a rejection by the executor they run with the
     *     next push that it accepts
     */
    public void push(Runnable job) {
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            rejected.increment();
            throw new RejectedExecutionException(limit + " jobs wait already");
        }
        jobs.add(job);
        try {
            if (scheduled.compareAndSet(false, true)) {
                submit();
            }
        } catch (RuntimeException | Error failure) {
            if (jobs.remove(job)) {
                size.decrementAndGet();
                rejected.increment();
                throw failure;
            }
        }
    }

    /** The number of waiting jobs, without the running one. */
    public int size() {
        return size.get();
    }

    /** The number of jobs rejected so far, by the full queue or by the executor. */
    public long rejected() {
        return rejected.sum();
    }

    private void submit() {
        try {
            executor.execute(turn);
        } catch (RuntimeException | Error failure) {
            scheduled.set(false); // otherwise no later push would try again
            throw failure;
        }
    }

    private void runTurn() {
        try {
            runSome();
        } finally {
            endTurn();
        }
    }

    private void runSome() {
        long start = System.nanoTime();
        int ran = 0;
        Runnable job = next();
        while (job != null) {
            run(job);
            ran++;
            boolean turnIsOver = ran == MAX_JOBS_PER_TURN || System.nanoTime() - start >= MAX_NANOS_PER_TURN;
            job = turnIsOver ? null : next();
        }
    }

    private @Nullable Runnable next() {
        Runnable job = jobs.poll();
        if (job != null) {
            size.decrementAndGet();
        }
        return job;
    }

    private static void run(Runnable job) {
        try {
            job.run();
        } catch (Throwable thrown) {
            LOG.log(Level.ERROR, "a job failed", thrown);
        }
    }

    private void endTurn() {
        if (jobs.isEmpty()) {
            scheduled.set(false);
            // A push just before that has relied on this turn.
            if (jobs.isEmpty() || !scheduled.compareAndSet(false, true)) {
                return;
            }
        }
        try {
            submit();
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.WARNING, "the executor took no further turn: jobs wait for the next push", failure);
        }
    }
}
