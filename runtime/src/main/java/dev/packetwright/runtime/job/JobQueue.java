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
 * Runs jobs one at a time, in the order in which they were pushed, on whatever threads an executor has. State that only
 * the jobs of one queue touch needs no lock: each job sees all that those before it did.
 *
 * <p>A queue takes a turn on the executor while there are jobs: at most {@value #MAX_JOBS_PER_TURN} of them, or 1 ms
 * (a job that has begun is finished), and then it lines up behind the executor's other work. A job that throws is
 * logged, and the next one runs. Any thread may push, jobs too.
 *
 * <p>A queue is bounded: if jobs come faster than they run, pushing fails at some point, rather than memory.
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
     * Makes a queue without jobs, for at most 100,000 that wait.
     *
     * @param executor runs the jobs. One thread, a pool, virtual threads: the queue keeps its order on all of them
     */
    public JobQueue(Executor executor) {
        this(executor, DEFAULT_LIMIT);
    }

    /**
     * Makes a queue without jobs.
     *
     * @param executor runs the jobs. One thread, a pool, virtual threads: the queue keeps its order on all of them
     * @param limit how many jobs may wait, at least 1
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
     * Adds a job behind those that wait.
     *
     * @throws RejectedExecutionException if as many jobs wait as may, or the executor takes no more work. The job has
     *     not been added then; jobs of other pushes that wait stay where they are and run, if it was the executor, with
     *     the next push that it takes
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

    /** How many jobs wait; one that runs does not. */
    public int size() {
        return size.get();
    }

    /** How many jobs have been rejected by now, for want of room or by the executor. */
    public long rejected() {
        return rejected.sum();
    }

    private void submit() {
        try {
            executor.execute(turn);
        } catch (RuntimeException | Error failure) {
            scheduled.set(false); // or no later push would ever try again
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
            // Whoever pushed just before that has relied on this turn.
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
