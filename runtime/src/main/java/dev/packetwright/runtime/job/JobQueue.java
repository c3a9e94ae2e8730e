package dev.packetwright.runtime.job;

import dev.packetwright.runtime.host.CurrentHost;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
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
 *
 * <p>Any executor will do. One that runs its work in the calling thread runs the jobs inside {@link #push}, until the
 * queue is empty. One that silently discards a turn delays the jobs: the first push at least a second later submits
 * another turn and logs a warning.
 */
public final class JobQueue {
    private static final BoundedLog LOG = new BoundedLog(JobQueue.class);
    private static final int DEFAULT_LIMIT = 100_000;
    private static final int MAX_JOBS_PER_TURN = 256;
    private static final long MAX_NANOS_PER_TURN = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long OVERDUE = TimeUnit.SECONDS.toNanos(1);

    private final Executor executor;
    private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
    private final int limit;
    private final LongSupplier nanoTime;
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder rejected = new LongAdder();

    /** The turn that is submitted or, as {@link #running}, in progress; null if there is no job. */
    private final AtomicReference<@Nullable Turn> current = new AtomicReference<>();

    private final Turn running;

    /** The thread in {@link #runTurns}; null if there is none. */
    private final AtomicReference<@Nullable Runner> runner = new AtomicReference<>();

    /** A thread that runs turns. Only that thread uses the flag. */
    private static final class Runner {
        private final Thread thread = Thread.currentThread();
        private boolean again;
    }

    /** A job in the queue; not the user's object, which may be pushed twice or equal another one. */
    private static final class Job {
        private final Runnable action;

        Job(Runnable action) {
            this.action = action;
        }
    }

    /** A turn that is submitted to the executor. */
    private final class Turn implements Runnable {
        private final long submittedAt;

        Turn(long submittedAt) {
            this.submittedAt = submittedAt;
        }

        boolean isOverdue() {
            return this != running && nanoTime.getAsLong() - submittedAt > OVERDUE;
        }

        @Override
        public void run() {
            if (current.compareAndSet(this, running)) { // otherwise it was overdue, and another one runs instead
                runTurns();
            }
        }
    }

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
        this(executor, limit, CurrentHost.get()::nanoTime);
    }

    JobQueue(Executor executor, int limit, LongSupplier nanoTime) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", not at least 1");
        }
        this.executor = Objects.requireNonNull(executor, "executor");
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.running = new Turn(0);
    }

    /**
     * Adds a job at the end of the queue. In a callback of a session, the exception ends that session unless the callback
     * catches it; {@link #tryPush} and {@link #pushDroppingOldest} are alternatives.
     *
     * @throws RejectedExecutionException if the queue is full, or if the executor rejects its work. Then the job has
     *     not been added. Other waiting jobs stay in the queue; after a rejection by the executor they run with the
     *     next push that it accepts
     */
    public void push(Runnable job) {
        if (!tryPush(job)) {
            throw new RejectedExecutionException(limit + " jobs wait already");
        }
    }

    /**
     * Adds a job at the end of the queue unless the queue is full.
     *
     * @return whether the job was added
     * @throws RejectedExecutionException if the executor rejects its work; see {@link #push}
     */
    public boolean tryPush(Runnable job) {
        Job added = new Job(Objects.requireNonNull(job, "job"));
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            rejected.increment();
            return false;
        }
        add(added);
        return true;
    }

    /**
     * Adds a job at the end of the queue. If the queue is full, the job that has waited longest is dropped and counted as
     * rejected. For jobs of which the newest matter, such as those of a simulation that has fallen behind.
     *
     * @throws RejectedExecutionException if the executor rejects its work; see {@link #push}
     */
    public void pushDroppingOldest(Runnable job) {
        Job added = new Job(Objects.requireNonNull(job, "job"));
        if (size.incrementAndGet() > limit && next() != null) {
            rejected.increment();
        }
        add(added);
    }

    private void add(Job added) {
        jobs.add(added);
        try {
            ensureTurn();
        } catch (RuntimeException | Error failure) {
            if (jobs.remove(added)) {
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

    /** The number of jobs rejected so far: by the full queue, by the executor, or because they were the oldest. */
    public long rejected() {
        return rejected.sum();
    }

    /** Submits a turn if none is there, or if the executor seems to have discarded the one that is. */
    private void ensureTurn() {
        Turn before = current.get();
        if (before != null && !before.isOverdue()) {
            return;
        }
        Turn next = new Turn(nanoTime.getAsLong());
        if (current.compareAndSet(before, next)) {
            if (before != null) {
                LOG.log(Level.WARNING, () -> "the executor has not run a turn for a second: submitting another one");
            }
            submit(next);
        }
    }

    private void submit(Turn turn) {
        try {
            executor.execute(turn);
        } catch (RuntimeException | Error failure) {
            current.compareAndSet(turn, null); // otherwise no later push would try again
            throw failure;
        }
    }

    /** Runs a turn; and the next ones, if the executor runs them inside of this one. */
    private void runTurns() {
        Runner outer = runner.get();
        if (outer != null && outer.thread == Thread.currentThread()) {
            outer.again = true;
            return;
        }
        var own = new Runner();
        runner.set(own);
        do {
            own.again = false;
            runSome();
            endTurn();
        } while (own.again);
        runner.compareAndSet(own, null);
    }

    private void runSome() {
        long start = nanoTime.getAsLong();
        int ran = 0;
        Job job = next();
        while (job != null) {
            run(job);
            ran++;
            boolean turnIsOver = ran == MAX_JOBS_PER_TURN || nanoTime.getAsLong() - start >= MAX_NANOS_PER_TURN;
            job = turnIsOver ? null : next();
        }
    }

    private @Nullable Job next() {
        Job job = jobs.poll();
        if (job != null) {
            size.decrementAndGet();
        }
        return job;
    }

    private static void run(Job job) {
        try {
            job.action.run();
        } catch (Throwable thrown) {
            LOG.log(Level.ERROR, "a job failed", thrown);
        } finally {
            Thread.interrupted(); // left by the job: it would hit the next one
        }
    }

    private void endTurn() {
        Turn next = null;
        if (!jobs.isEmpty()) {
            next = new Turn(nanoTime.getAsLong());
            current.set(next);
        } else {
            current.set(null);
            // A push just before that has relied on this turn.
            if (!jobs.isEmpty()) {
                Turn late = new Turn(nanoTime.getAsLong());
                next = current.compareAndSet(null, late) ? late : null;
            }
        }
        if (next != null) {
            submitNext(next);
        }
    }

    private void submitNext(Turn next) {
        try {
            submit(next);
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.WARNING, "the executor took no further turn: jobs wait for the next push", failure);
        }
    }
}
