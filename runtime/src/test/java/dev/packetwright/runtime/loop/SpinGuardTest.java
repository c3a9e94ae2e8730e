package dev.packetwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.loop.SpinGuard.Advice;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpinGuardTest {
    @Test
    void selectorsAreReplacedOnceASecondAtMost() {
        long millisecond = TimeUnit.MILLISECONDS.toNanos(1);
        var guard = new SpinGuard(0);
        int rebuilds = 0;
        int pauses = 0;
        for (int i = 0; i < 10_000; i++) {
            Advice advice = guard.judge(true, i * millisecond);
            rebuilds += advice == Advice.REBUILD ? 1 : 0;
            pauses += advice == Advice.PAUSE ? 1 : 0;
        }
        assertThat(rebuilds).as("in ten seconds").isBetween(5, 10);
        assertThat(pauses).isGreaterThan(4000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(guard.judge(i % 500 != 0, 0)).isEqualTo(Advice.GO_ON);
        }
    }
}
