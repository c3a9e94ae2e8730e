package dev.packetwright.runtime.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - SECOND; // so that the clock wraps

    @Test
    void givesABurstAndThenTheRate() {
        var bucket = new TokenBucket(200, 1000, START);
        assertThat(taken(bucket, START)).isEqualTo(1000);
        assertThat(taken(bucket, START + SECOND / 200 - 1)).isZero();
        assertThat(taken(bucket, START + SECOND / 200)).isEqualTo(1);
        assertThat(taken(bucket, START + SECOND / 200 + 2 * SECOND)).isEqualTo(400);
        assertThat(taken(bucket, START + 1_000_000 * SECOND)).isEqualTo(1000);
    }

    private static int taken(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.tryTake(1, now)) {
            taken++;
        }
        return taken;
    }

    @Test
    void takesAllOrNothing() {
        var bucket = new TokenBucket(10, 100, START);
        assertThat(bucket.tryTake(101, START)).isFalse();
        assertThat(bucket.isFull(START)).isTrue();
        assertThat(bucket.tryTake(100, START)).isTrue();
        assertThat(bucket.isEmpty(START)).isTrue();
        assertThat(bucket.isEmpty(START + SECOND / 10)).isFalse();
        assertThat(bucket.isFull(START + 10 * SECOND)).isTrue();
    }

    @Test
    void isExactAtTheGreatestNumbers() {
        var bucket = new TokenBucket(Integer.MAX_VALUE, Integer.MAX_VALUE, START);
        assertThat(bucket.tryTake(Integer.MAX_VALUE, START)).isTrue();
        assertThat(bucket.tryTake(1, START)).isFalse();
        assertThat(bucket.tryTake(Integer.MAX_VALUE, START + SECOND)).isTrue();
        assertThat(bucket.tryTake(1, START + SECOND)).isFalse();
    }

    @Test
    void aRateThatIsNoFractionOfASecondLosesNothing() {
        var bucket = new TokenBucket(7, 7, START);
        assertThat(bucket.tryTake(7, START)).isTrue();
        long now = START;
        for (int look = 0; look < 999; look++) {
            now += SECOND / 1000;
            assertThat(bucket.tryTake(7, now)).isFalse();
        }
        assertThat(bucket.tryTake(7, START + SECOND)).isTrue();
    }
}
