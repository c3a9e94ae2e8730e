package dev.packetwright.runtime.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.limit.ReceiveLimiter.Verdict;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceiveLimiterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final Rate TWO = new Rate(1, 2, false);
    private static final Rate TWO_THEN_DROP = new Rate(1, 2, true);

    private static Verdict thirdOf(int id, ReceiveLimits limits) {
        var limiter = new ReceiveLimiter(limits, 0);
        assertThat(limiter.judge(id)).isEqualTo(Verdict.TAKE);
        assertThat(limiter.judge(id)).isEqualTo(Verdict.TAKE);
        return limiter.judge(id);
    }

    @Test
    void withoutLimitsEverythingIsTaken() {
        var limiter = new ReceiveLimiter(new ReceiveLimits(null, null, Map.of()), 0);
        assertThat(limiter.takesBytes(Integer.MAX_VALUE, 0)).isTrue();
        assertThat(limiter.takesBytes(Integer.MAX_VALUE, 0)).isTrue();
        for (int i = 0; i < 10_000; i++) {
            assertThat(limiter.judge(i)).isEqualTo(Verdict.TAKE);
        }
    }

    @Test
    void bytesAreTakenAtTheirRate() {
        var limiter = new ReceiveLimiter(new ReceiveLimits(new Rate(10, 100, false), null, Map.of()), 0);
        assertThat(limiter.takesBytes(100, 0)).isTrue();
        assertThat(limiter.takesBytes(1, 0)).isFalse();
        assertThat(limiter.takesBytes(20, 2 * SECOND)).isTrue();
    }

    @Test
    void packetsBeyondTheRateEndTheSessionOrAreDropped() {
        assertThat(thirdOf(1, new ReceiveLimits(null, TWO, Map.of()))).isEqualTo(Verdict.TOO_MANY);
        assertThat(thirdOf(1, new ReceiveLimits(null, TWO_THEN_DROP, Map.of()))).isEqualTo(Verdict.DROP);
    }

    @Test
    void anIdWithALimitOfItsOwnHasNoOther() {
        var limits = new ReceiveLimits(null, new Rate(1, 1, false), Map.of(9, TWO, 5, TWO_THEN_DROP));
        assertThat(thirdOf(9, limits)).isEqualTo(Verdict.TOO_MANY_OF_THIS_ID);
        assertThat(thirdOf(5, limits)).isEqualTo(Verdict.DROP);
    }

    @Test
    void theTimeOfTheBytesIsThatOfTheirPackets() {
        var limiter = new ReceiveLimiter(new ReceiveLimits(null, TWO, Map.of()), 0);
        for (int second = 1; second < 100; second++) {
            assertThat(limiter.takesBytes(8, second * SECOND)).isTrue();
            assertThat(limiter.judge(1)).as("second %d", second).isEqualTo(Verdict.TAKE);
        }
    }
}
