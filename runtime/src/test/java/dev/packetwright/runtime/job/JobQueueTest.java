package dev.packetwright.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packetwright.runtime.testing.Await;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobQueueTest {
    /** Runs a turn only when the test calls it. */
    private static final class ManualExecutor implements Executor {
        private final Queue<Runnable> turns = new ArrayDeque<>();
        private boolean rejecting;

        @Override
        public void execute(Runnable turn) {
            if (rejecting) {
                throw new RejectedExecutionException("on purpose");
            }
            turns.add(turn);
        }

        void runTurn() {
            turns.remove().run();
        }

        void runAll() {
            while (!turns.isEmpty()) {
                runTurn();
            }
        }
    }

    private final ManualExecutor executor = new ManualExecutor();
    private final JobQueue queue = new JobQueue(executor);
    private final List<Integer> ran = new ArrayList<>();

    private void push(int number) {
        queue.push(() -> ran.add(number));
    }

    @Test
    void runsJobsInTheOrderOfPushing() {
        push(1);
        push(2);
        assertThat(executor.turns).as("turns for both").hasSize(1);
        executor.runAll();
        push(3);
        executor.runAll();
        assertThat(ran).containsExactly(1, 2, 3);
        assertThat(executor.turns).isEmpty();
    }

    @Test
    void aJobThatPushesDoesNotRunWhatItPushes() {
        queue.push(() -> {
            push(1);
            ran.add(0);
        });
        executor.runAll();
        assertThat(ran).containsExactly(0, 1);
    }

    @Test
    void aThrowingJobIsPassedOver() {
        queue.push(() -> {
            throw new IllegalStateException("on purpose");
        });
        queue.push(() -> {
            throw new StackOverflowError("on purpose");
        });
        push(1);
        executor.runAll();
        push(2);
        executor.runAll();
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void yieldsAfter256Jobs() {
        for (int i = 0; i < 600; i++) {
            push(i);
        }
        int turns = 0;
        while (!executor.turns.isEmpty()) {
            int before = ran.size();
            executor.runTurn();
            assertThat(ran.size() - before).isBetween(1, 256);
            turns++;
        }
        assertThat(ran).hasSize(600).isSorted();
        assertThat(turns).isGreaterThanOrEqualTo(3);
    }

    @Test
    void yieldsAfterAMillisecond() {
        queue.push(() -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 1_000_000) {
                Thread.onSpinWait();
            }
        });
        push(1);
        executor.runTurn();
        assertThat(ran).isEmpty();
        executor.runTurn();
        assertThat(ran).containsExactly(1);
    }

    @Test
    @SuppressWarnings("NullAway")
    void noJobIsNoJobAndTakesNoPlace() {
        var small = new JobQueue(executor, 1);
        assertThatThrownBy(() -> small.push(null)).isInstanceOf(NullPointerException.class);
        small.push(() -> ran.add(1));
        executor.runAll();
        assertThat(ran).containsExactly(1);
    }

    /** The same object may be pushed several times. A rejected push removes its own entry, not the first one. */
    @Test
    void aRejectedPushTakesBackTheRightOneOfTwoEqualJobs() {
        Runnable job = () -> ran.add(1);
        for (int i = 0; i < 256; i++) {
            queue.push(() -> {});
        }
        queue.push(job);
        push(2);
        executor.rejecting = true;
        executor.runTurn(); // no other turn follows, and the last two jobs wait
        assertThatThrownBy(() -> queue.push(job)).isInstanceOf(RejectedExecutionException.class);
        executor.rejecting = false;
        push(3);
        executor.runAll();
        assertThat(ran).containsExactly(1, 2, 3);
    }

    /** With recursion, each turn would run inside the previous one, and the stack would overflow. */
    @Test
    void anExecutorThatRunsItsWorkInTheCallerIsNoRecursion() throws InterruptedException {
        var inCaller = new JobQueue(Runnable::run);
        int last = 1_000_000;
        var thread = new Thread(null, () -> pushNext(inCaller, 0, last), "small stack", 256 * 1024);
        thread.start();
        thread.join();
        assertThat(ran).containsExactly(last);
        assertThat(inCaller.size()).isZero();
    }

    private void pushNext(JobQueue inCaller, int number, int last) {
        inCaller.push(() -> {
            if (number < last) {
                pushNext(inCaller, number + 1, last);
            } else {
                ran.add(number);
            }
        });
    }

    @Test
    void aTurnThatTheExecutorDiscardsIsSubmittedAgain() {
        var now = new AtomicLong();
        var discarding = new JobQueue(executor, 10, now::get);
        discarding.push(() -> ran.add(1));
        Runnable discarded = executor.turns.remove();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        discarding.push(() -> ran.add(2));
        assertThat(executor.turns).as("the first turn may still come").isEmpty();
        now.incrementAndGet();
        discarding.push(() -> ran.add(3));
        discarded.run();
        assertThat(ran).as("it was replaced").isEmpty();
        executor.runAll();
        assertThat(ran).containsExactly(1, 2, 3);
    }

    @Test
    void aJobThatLeavesAnInterruptDoesNotHitTheNextOne() {
        queue.push(() -> Thread.currentThread().interrupt());
        queue.push(() -> ran.add(Thread.currentThread().isInterrupted() ? 1 : 0));
        executor.runAll();
        assertThat(ran).containsExactly(0);
    }

    @Test
    void aFullQueueRefusesOrDropsTheOldestAsThePusherWants() {
        var small = new JobQueue(executor, 2);
        for (int i = 0; i < 3; i++) {
            int number = i;
            assertThat(small.tryPush(() -> ran.add(number))).isEqualTo(i < 2);
        }
        assertThatThrownBy(() -> small.push(() -> ran.add(3))).isInstanceOf(RejectedExecutionException.class);
        small.pushDroppingOldest(() -> ran.add(4));
        assertThat(small.size()).isEqualTo(2);
        assertThat(small.rejected()).isEqualTo(3);
        executor.runAll();
        assertThat(ran).containsExactly(1, 4);
        small.pushDroppingOldest(() -> ran.add(5));
        executor.runAll();
        assertThat(ran).containsExactly(1, 4, 5);
        assertThat(small.rejected()).isEqualTo(3);
    }

    @Test
    void aRejectedJobIsNotAddedAndTheQueueGoesOn() {
        executor.rejecting = true;
        assertThatThrownBy(() -> push(1)).isInstanceOf(RejectedExecutionException.class);
        executor.rejecting = false;
        push(2);
        executor.runAll();
        assertThat(ran).containsExactly(2);
    }

    @Test
    void whatWaitsWhileTheExecutorRejectsRunsWithTheNextPush() {
        for (int i = 0; i < 300; i++) {
            push(i);
        }
        executor.rejecting = true;
        executor.runTurn();
        assertThat(executor.turns).isEmpty();
        executor.rejecting = false;
        push(300);
        executor.runAll();
        assertThat(ran).hasSize(301).isSorted();
    }

    @Test
    void manyThreadsPushAndOneJobRunsAtATime() {
        int pushers = 4;
        int each = 20_000;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            var pooled = new JobQueue(pool);
            var done = new CountDownLatch(1);
            // Without synchronization: two jobs at once, or a job that misses earlier writes, would corrupt it.
            int[] total = {0};
            int[] next = new int[pushers];
            boolean[] ordered = {true};
            for (int p = 0; p < pushers; p++) {
                int pusher = p;
                new Thread(() -> {
                            for (int i = 0; i < each; i++) {
                                int number = i;
                                pooled.push(() -> {
                                    ordered[0] &= next[pusher]++ == number;
                                    if (++total[0] == pushers * each) {
                                        done.countDown();
                                    }
                                });
                            }
                        })
                        .start();
            }
            Await.reached(done);
            assertThat(ordered[0]).isTrue();
        } finally {
            pool.shutdown();
        }
    }

    /** Each push follows as soon as the previous job is done, when its turn is about to end. */
    @Test
    void aPushAtTheEndOfATurnIsNotLost() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            var pooled = new JobQueue(pool);
            var done = new AtomicInteger();
            for (int i = 1; i <= 50_000; i++) {
                int round = i;
                pooled.push(() -> done.set(round));
                Await.until("job " + round, () -> done.get() == round);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void runsOnTheCallersThreadToo() {
        var direct = new JobQueue(Runnable::run);
        direct.push(() -> {
            for (int i = 0; i < 100_000; i++) {
                int number = i;
                direct.push(() -> ran.add(number));
            }
        });
        assertThat(ran).hasSize(100_000).isSorted();
    }

    @Test
    void aFullQueueRejectsAndGoesOn() {
        var small = new JobQueue(executor, 2);
        small.push(() -> ran.add(1));
        small.push(() -> ran.add(2));
        assertThat(small.size()).isEqualTo(2);
        assertThatThrownBy(() -> small.push(() -> ran.add(3))).isInstanceOf(RejectedExecutionException.class);
        assertThat(small.rejected()).isEqualTo(1);
        executor.runAll();
        assertThat(small.size()).isZero();
        small.push(() -> ran.add(4));
        executor.runAll();
        assertThat(ran).containsExactly(1, 2, 4);
        assertThatThrownBy(() -> new JobQueue(executor, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheExecutorRejectsIsCountedAndTakesNoRoom() {
        executor.rejecting = true;
        assertThatThrownBy(() -> push(1)).isInstanceOf(RejectedExecutionException.class);
        assertThat(queue.rejected()).isEqualTo(1);
        assertThat(queue.size()).isZero();
    }

    /** Each turn runs on its own thread, and the jobs still run one at a time. Requires a JDK with virtual threads. */
    @Test
    void runsOnVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            var queueOnVirtual = new JobQueue(virtual);
            var done = new CountDownLatch(1);
            for (int i = 0; i < 10_000; i++) {
                int number = i;
                queueOnVirtual.push(() -> ran.add(number));
            }
            queueOnVirtual.push(done::countDown);
            Await.reached(done);
            assertThat(ran).hasSize(10_000).isSorted();
        } finally {
            virtual.shutdown();
        }
    }
}
