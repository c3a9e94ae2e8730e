package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.job.JobTimer;
import dev.packetwright.runtime.job.ScheduledJob;
import dev.packetwright.testkit.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Job timers, to the nanosecond. */
class JobTimesTest {
    private static final Duration TICK = Duration.ofMillis(16);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NEVER = Duration.ofDays(100_000_000);

    private final TestNetwork net = TestNetwork.seeded(13);
    private final JobQueue queue = new JobQueue(net.executor());
    private final JobTimer timer = new JobTimer();
    private final List<String> ran = new ArrayList<>();

    @AfterEach
    void close() {
        timer.close();
        net.close();
    }

    private Runnable noting(String job) {
        return () -> ran.add(job + " at " + net.elapsed().toMillis());
    }

    @Test
    void pushesAtOnceWhatIsDueAndNeverWhatNeverIs() {
        timer.schedule(NEVER, queue, noting("never"));
        timer.schedule(Duration.ZERO, queue, noting("now"));
        timer.schedule(Duration.ofSeconds(Long.MIN_VALUE), queue, noting("at once"));
        net.run();
        assertThat(ran).containsExactlyInAnyOrder("now at 0", "at once at 0");
        net.advance(Duration.ofDays(1000));
        assertThat(ran).hasSize(2);
    }

    @Test
    void pushesInTheOrderOfDeadlines() {
        timer.schedule(Duration.ofMillis(501), queue, noting("later"));
        timer.schedule(Duration.ofMillis(500), queue, noting("soon"));
        net.advance(Duration.ofMillis(499));
        assertThat(ran).isEmpty();
        net.advance(SECOND);
        assertThat(ran).containsExactly("soon at 500", "later at 501");
    }

    @Test
    void atAFixedRateAThousandTicksTakeAThousandPeriods() {
        timer.scheduleAtFixedRate(TICK, queue, missed -> ran.add("missed " + missed));
        net.advance(TICK.multipliedBy(1000).minusNanos(1));
        assertThat(ran).hasSize(999);
        net.advance(Duration.ofNanos(1));
        assertThat(ran).hasSize(1000).containsOnly("missed 0");
    }

    /** If a queue is delayed, the job misses ticks and is told how many. */
    @Test
    void atAFixedRateMissedTicksAreTold() {
        List<Runnable> turns = new ArrayList<>();
        var held = new JobQueue(turns::add);
        timer.scheduleAtFixedRate(TICK, held, missed -> ran.add("missed " + missed));
        net.advance(TICK.multipliedBy(50));
        assertThat(held.size()).as("one run stands for all of them").isEqualTo(1);
        turns.remove(0).run();
        net.advance(TICK);
        turns.remove(0).run();
        assertThat(ran).containsExactly("missed 49", "missed 0");
    }

    @Test
    void atAFixedRateAPauseLosesNoTick() {
        List<Long> ticks = new ArrayList<>();
        timer.scheduleAtFixedRate(TICK, queue, missed -> ticks.add(missed + 1));
        net.advance(TICK);
        net.pause(TICK.multipliedBy(10));
        assertThat(ticks.stream().mapToLong(Long::longValue).sum()).isEqualTo(11);
    }

    @Test
    void withAFixedDelayNoTickIsMadeUpFor() {
        timer.scheduleEvery(TICK, queue, noting("tick"));
        net.advance(TICK);
        net.pause(TICK.multipliedBy(10));
        net.advance(TICK);
        assertThat(ran).containsExactly("tick at 16", "tick at 176", "tick at 192");
    }

    @Test
    void aCancelledJobDoesNotRun() {
        ScheduledJob cancelled = timer.schedule(TICK, queue, noting("cancelled"));
        timer.schedule(SECOND, queue, noting("other"));
        cancelled.cancel();
        assertThat(cancelled.isCancelled()).isTrue();
        net.advance(SECOND);
        assertThat(ran).containsExactly("other at 1000");
    }

    @Test
    void aJobThatWaitsInItsQueueCanStillBeCancelled() {
        List<Runnable> turns = new ArrayList<>();
        ScheduledJob waiting = timer.schedule(TICK, new JobQueue(turns::add), noting("cancelled"));
        net.advance(TICK);
        waiting.cancel();
        turns.remove(0).run();
        assertThat(ran).isEmpty();
    }

    @Test
    void repeatsUntilCancelledByItself() {
        List<ScheduledJob> ticking = new ArrayList<>();
        ticking.add(timer.scheduleEvery(TICK, queue, () -> {
            ran.add("tick");
            if (ran.size() == 5) {
                ticking.get(0).cancel();
            }
        }));
        net.advance(SECOND);
        assertThat(ran).hasSize(5);
    }

    @Test
    void doesNotBuryAQueueThatIsBehind() {
        List<Runnable> turns = new ArrayList<>();
        timer.scheduleEvery(TICK, new JobQueue(turns::add), noting("tick"));
        net.advance(SECOND);
        assertThat(turns).hasSize(1);
        turns.remove(0).run();
        assertThat(ran).hasSize(1);
        net.advance(TICK);
        assertThat(turns).as("pushed again").hasSize(1);
    }

    @Test
    void aThrowingJobRepeatsAllTheSame() {
        timer.scheduleEvery(TICK, queue, () -> {
            ran.add("tick");
            throw new IllegalStateException("on purpose");
        });
        net.advance(TICK.multipliedBy(3));
        assertThat(ran).hasSize(3);
    }

    @Test
    void aQueueThatTakesNothingDoesNotStopTheTimer() {
        List<Runnable> attempts = new ArrayList<>();
        var refusing = new JobQueue(turn -> {
            attempts.add(turn);
            throw new RejectedExecutionException("on purpose");
        });
        timer.scheduleEvery(TICK, refusing, noting("never"));
        timer.schedule(SECOND, queue, noting("other"));
        net.advance(SECOND);
        assertThat(attempts).hasSize(62);
        assertThat(ran).containsExactly("other at 1000");
    }

    @Test
    void aClosedTimerRefuses() {
        timer.scheduleEvery(TICK, queue, noting("never"));
        timer.close();
        net.advance(SECOND);
        assertThat(ran).isEmpty();
        assertThatThrownBy(() -> timer.schedule(TICK, queue, noting("never")))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
