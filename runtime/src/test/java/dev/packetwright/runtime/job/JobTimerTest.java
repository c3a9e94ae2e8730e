package dev.packetwright.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobTimerTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LATER = Duration.ofMillis(500);
    private static final Duration NEVER = Duration.ofDays(100_000_000);

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final JobQueue queue = new JobQueue(executor);
    private final JobTimer timer = new JobTimer();
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        timer.close();
        executor.shutdown();
    }

    @Test
    void pushesAtOnceWhatIsDueAndNeverWhatNeverIs() {
        timer.schedule(NEVER, queue, () -> ran.add("never"));
        timer.schedule(Duration.ZERO, queue, () -> ran.add("now"));
        timer.schedule(Duration.ofSeconds(Long.MIN_VALUE), queue, () -> ran.add("at once"));
        assertThat(List.of(Await.next(ran), Await.next(ran))).containsExactlyInAnyOrder("now", "at once");
        assertThat(ran).isEmpty();
    }

    /** Again, if this thread took so long from one to the other that the order is open. */
    @Test
    void pushesInTheOrderOfDeadlines() {
        boolean orderIsCertain = false;
        while (!orderIsCertain) {
            long start = System.nanoTime();
            timer.schedule(LATER, queue, () -> ran.add("later"));
            timer.schedule(SOON, queue, () -> ran.add("soon"));
            orderIsCertain = System.nanoTime() - start < LATER.minus(SOON).toNanos();
            List<String> order = List.of(Await.next(ran), Await.next(ran));
            if (orderIsCertain) {
                assertThat(order).containsExactly("soon", "later");
            }
        }
    }

    @Test
    void aCancelledJobDoesNotRun() {
        queue.push(() -> {
            ScheduledJob cancelled = timer.schedule(SOON, queue, () -> ran.add("cancelled"));
            timer.schedule(LATER, queue, () -> ran.add("other"));
            cancelled.cancel();
            assertThat(cancelled.isCancelled()).isTrue();
        });
        assertThat(Await.next(ran)).isEqualTo("other");
    }

    @Test
    void aJobThatWaitsInItsQueueCanStillBeCancelled() {
        List<Runnable> turns = new CopyOnWriteArrayList<>();
        var held = new JobQueue(turns::add);
        ScheduledJob waiting = timer.schedule(Duration.ZERO, held, () -> ran.add("cancelled"));
        Await.until("pushed", () -> turns.size() == 1);
        waiting.cancel();
        turns.get(0).run();
        assertThat(ran).isEmpty();
    }

    @Test
    void repeatsUntilCancelledByItself() {
        var runs = new AtomicInteger();
        var job = new ScheduledJob[1];
        queue.push(() -> job[0] = timer.scheduleEvery(Duration.ofMillis(1), queue, () -> {
            if (runs.incrementAndGet() == 5) {
                job[0].cancel();
                timer.schedule(LATER, queue, () -> ran.add("afterwards"));
            }
        }));
        assertThat(Await.next(ran)).isEqualTo("afterwards");
        assertThat(runs).hasValue(5);
    }

    @Test
    void doesNotBuryAQueueThatIsBehind() {
        var otherTicks = new CountDownLatch(20);
        List<Runnable> turns = new CopyOnWriteArrayList<>();
        var held = new JobQueue(turns::add);
        timer.scheduleEvery(Duration.ofMillis(1), held, () -> ran.add("tick"));
        timer.scheduleEvery(Duration.ofMillis(1), queue, otherTicks::countDown);
        Await.reached(otherTicks);
        Await.until("pushed", () -> turns.size() == 1);
        turns.get(0).run();
        assertThat(ran).hasSize(1);
        Await.until("pushed again", () -> turns.size() == 2);
    }

    @Test
    void aThrowingJobRepeatsAllTheSame() {
        var runs = new CountDownLatch(3);
        timer.scheduleEvery(Duration.ofMillis(1), queue, () -> {
            runs.countDown();
            throw new IllegalStateException("on purpose");
        });
        Await.reached(runs);
    }

    @Test
    void aQueueThatTakesNothingDoesNotStopTheTimer() {
        var attempts = new CountDownLatch(3);
        var refusing = new JobQueue(turn -> {
            attempts.countDown();
            throw new RejectedExecutionException("on purpose");
        });
        timer.scheduleEvery(Duration.ofMillis(1), refusing, () -> ran.add("never"));
        Await.reached(attempts);
        timer.schedule(Duration.ZERO, queue, () -> ran.add("other"));
        assertThat(Await.next(ran)).isEqualTo("other");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> timer.scheduleEvery(Duration.ZERO, queue, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        timer.close();
        assertThatThrownBy(() -> timer.schedule(SOON, queue, () -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
