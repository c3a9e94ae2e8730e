package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The arithmetic of a backoff, without a clock. */
class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Backoff BACKOFF = new Backoff(SECOND, 2, Duration.ofSeconds(10));

    @Test
    void theLimitGrowsWithEachFailureUpToTheMaximum() {
        assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 6, Integer.MAX_VALUE)
                        .mapToObj(BACKOFF::limit)
                        .map(Duration::toSeconds))
                .containsExactly(1L, 1L, 2L, 4L, 8L, 10L, 10L, 10L);
        assertThat(new Backoff(SECOND, 1, SECOND).limit(1_000_000)).isEqualTo(SECOND);
    }

    /** If the times were not spread over the whole range, the clients of a restarted server would come back together. */
    @Test
    void delaysAreSpreadEvenlyFromZeroToTheLimit() {
        long seed = 20_261_127;
        var random = new Random(seed);
        int[] counts = new int[8];
        for (int i = 0; i < 8000; i++) {
            Duration delay = BACKOFF.delay(4, random);
            assertThat(delay).as("seed " + seed).isBetween(Duration.ZERO, Duration.ofSeconds(8));
            counts[(int) Math.min(7, delay.toSeconds())]++;
        }
        for (int count : counts) {
            assertThat(count).as("delays in one of the seconds, seed " + seed).isBetween(850, 1150);
        }
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        Duration day = Duration.ofDays(1);
        assertThat(new Backoff(day, 100, day).limit(9)).isEqualTo(day);
        assertRefused("first", () -> new Backoff(Duration.ZERO, 2, SECOND));
        assertRefused("maximum", () -> new Backoff(SECOND, 2, day.plusNanos(1)));
        assertRefused("maximum", () -> new Backoff(SECOND, 2, Duration.ofMillis(999)));
        assertRefused("growth", () -> new Backoff(SECOND, 0.99, SECOND));
        assertRefused("growth", () -> new Backoff(SECOND, 100.1, SECOND));
        assertRefused("growth", () -> new Backoff(SECOND, Double.NaN, SECOND));
    }

    private static void assertRefused(String value, ThrowingCallable construction) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(value + " is ");
    }
}
