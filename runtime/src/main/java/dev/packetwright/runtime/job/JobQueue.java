package dev.packetwright.runtime.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs jobs one at a time, in the order in which they were pushed, on whatever threads an executor has. State that only
 * the jobs of one queue touch needs no lock: each job sees all that those before it did.
 *
 * <p>A queue takes a turn on the executor while there are jobs: at most {@value #MAX_JOBS_PER_TURN} of them, or 1 ms
 * (a job that has begun is finished), and then it lines up behind the executor's other work. A job that throws is
 * logged, and the next one runs. Any thread may push, jobs too.
 */
public final class JobQueue {
    private static final Logger LOG = System.getLogger(JobQueue.class.getName());
    private static final int MAX_JOBS_PER_TURN = 256;
    private static final long MAX_NANOS_PER_TURN = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor executor;
    private final Runnable turn = this::runTurn;
    private final Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * Makes a queue without jobs.
     *
     * @param executor runs the jobs. One thread, a pool, virtual threads: the queue keeps its order on all of them
     */
    public JobQueue(Executor executor) {
        this.executor = executor;
    }

    /**
     * Adds a job behind those that wait.
     *
     * @throws RejectedExecutionException if the executor takes no more work. The job has not been added then; jobs of
     *     other pushes that wait stay where they are and run with the next push that the executor takes
     */
    public void push(Runnable job) {
        jobs.add(job);
        try {
            if (scheduled.compareAndSet(false, true)) {
                submit();
            }
        } catch (RuntimeException | Error failure) {
            if (jobs.remove(job)) {
                throw failure;
            }
        }
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
        Runnable job = jobs.poll();
        while (job != null) {
            run(job);
            ran++;
            boolean turnIsOver = ran == MAX_JOBS_PER_TURN || System.nanoTime() - start >= MAX_NANOS_PER_TURN;
            job = turnIsOver ? null : jobs.poll();
        }
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
