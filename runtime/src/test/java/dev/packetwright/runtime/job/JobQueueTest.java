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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobQueueTest {
    /** Runs turns when it is told to. */
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
            // Plain state: two jobs at once, or one that does not see the other's writes, would spoil it.
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

    /** The next push comes the moment the job before it is done: when its turn is about to end. */
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

    /** On a JDK that has them. A thread of its own for each turn, and still one job after another. */
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
