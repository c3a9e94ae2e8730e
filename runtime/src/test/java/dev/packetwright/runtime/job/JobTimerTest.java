package dev.packetwright.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the timer with its thread. The test kit's {@code JobTimesTest} tests the times. */
class JobTimerTest {
    private static final Duration SOON = Duration.ofMillis(5);
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
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> timer.scheduleEvery(Duration.ZERO, queue, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        timer.close();
        assertThatThrownBy(() -> timer.schedule(SOON, queue, () -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
