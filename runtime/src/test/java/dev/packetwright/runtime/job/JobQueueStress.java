package dev.packetwright.runtime.job;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Tests job queues in all orders in which processors may execute the threads. */
final class JobQueueStress {
    private JobQueueStress() {}

    /** A push races with the end of a turn. */
    @JCStressTest
    @State
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both jobs run")
    @Outcome(expect = FORBIDDEN, desc = "a job waits, and no turn is to come")
    public static class PushAgainstEndOfTurn {
        private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
        private final JobQueue queue = new JobQueue(turns::add);
        private int ran;

        public PushAgainstEndOfTurn() {
            queue.push(() -> ran++);
        }

        @Actor
        public void thread() {
            queue.push(() -> ran++);
        }

        @Actor
        public void executor() {
            turns.remove().run();
        }

        @Arbiter
        public void rest(II_Result result) {
            for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
                turn.run();
            }
            result.r1 = ran;
            result.r2 = queue.size();
        }
    }

    /** Two threads push jobs. The executor runs each turn on the thread that submits it. */
    @JCStressTest
    @State
    @Outcome(id = "4, 0", expect = ACCEPTABLE, desc = "all jobs run, and each sees those before it")
    @Outcome(expect = FORBIDDEN, desc = "jobs run at the same moment, or not at all")
    public static class OneJobAtATime {
        private final JobQueue queue = new JobQueue(Runnable::run);
        private int ran; // without a lock, as in user code

        @Actor
        public void one() {
            queue.push(() -> ran++);
            queue.push(() -> ran++);
        }

        @Actor
        public void other() {
            queue.push(() -> ran++);
            queue.push(() -> ran++);
        }

        @Arbiter
        public void result(II_Result result) {
            result.r1 = ran;
            result.r2 = queue.size();
        }
    }

    /** Two threads push to a queue that has room for one job. */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "one is rejected")
    @Outcome(expect = FORBIDDEN, desc = "both are taken, or none is")
    public static class RoomForOne {
        private final JobQueue queue = new JobQueue(turn -> {}, 1);

        @Actor
        public void one(II_Result result) {
            result.r1 = push();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = push();
        }

        private int push() {
            try {
                queue.push(() -> {});
                return 1;
            } catch (RejectedExecutionException full) {
                return 0;
            }
        }
    }

    /** A cancellation races with the call that tells the job which task to cancel. */
    @JCStressTest
    @State
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "cancelled")
    @Outcome(expect = FORBIDDEN, desc = "it will run nevertheless")
    public static class CancelAgainstSchedule {
        private final FutureTask<Integer> pushing = new FutureTask<>(() -> 0);
        private final ScheduledJob job = new ScheduledJob();

        @Actor
        public void timer() {
            job.pushedBy(pushing);
        }

        @Actor
        public void thread() {
            job.cancel();
        }

        @Arbiter
        public void result(I_Result result) {
            result.r1 = pushing.isCancelled() ? 1 : 0;
        }
    }
}
