package dev.packetwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests of a loop's clock, second by second. */
class LoopClockTest {
    private static final long START = Long.MAX_VALUE - 1; // so that System.nanoTime() wraps
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LoopClock clock = new LoopClock(START);
    private final long origin = clock.timeAt(START);

    private long secondsAt(long second) {
        return (clock.timeAt(START + second * SECOND) - origin) / SECOND;
    }

    @Test
    void passesLikeOtherClocks() {
        for (int second = 0; second < 10; second++) {
            assertThat(secondsAt(second)).isEqualTo(second);
            clock.step(START + second * SECOND, 0);
            assertThat(secondsAt(second + 1)).isEqualTo(second + 1);
        }
    }

    @Test
    void aPauseCountsAsTwoSeconds() {
        clock.step(START + SECOND, 0);
        assertThat(secondsAt(100)).isEqualTo(3);
        clock.step(START + 100 * SECOND, 0);
        assertThat(secondsAt(101)).isEqualTo(4);
    }

    @Test
    void aWaitIsNoPause() {
        clock.step(START, 60 * SECOND);
        assertThat(secondsAt(60)).isEqualTo(60);
        assertThat(secondsAt(62)).isEqualTo(62);
        assertThat(secondsAt(100)).isEqualTo(62);
    }

    @Test
    void neverRunsBackwards() {
        clock.step(START + 5 * SECOND, 0);
        long before = clock.timeAt(START + 6 * SECOND);
        clock.step(START + 6 * SECOND, 0);
        assertThat(clock.timeAt(START + 6 * SECOND)).isEqualTo(before);
        assertThat(clock.timeAt(START + 5 * SECOND)).isEqualTo(before);
    }
}
