package dev.packetwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopTimersTest {
    private final LoopTimers timers = new LoopTimers();
    private final List<String> ran = new ArrayList<>();

    private LoopTimer add(long deadline, String name) {
        return timers.add(deadline, () -> ran.add(name));
    }

    private void runDue(long time) {
        for (LoopTimer due = timers.takeDue(time); due != null; due = timers.takeDue(time)) {
            due.run();
        }
    }

    @Test
    void runInTheOrderOfDeadlinesAndThenOfAdding() {
        add(2, "c");
        add(1, "a");
        add(1, "b");
        add(3, "d");
        assertThat(timers.nanosToFirst(0)).isEqualTo(1);
        assertThat(timers.nanosToFirst(5)).isZero();
        runDue(2);
        assertThat(ran).containsExactly("a", "b", "c");
        runDue(3);
        assertThat(ran).endsWith("d");
        assertThat(timers.isEmpty()).isTrue();
    }

    /** Otherwise, thousands of cancelled timers with a timeout of a day would stay in memory for that day. */
    @Test
    void aCancelledTimerLeavesNothingBehind() {
        LoopTimer kept = add(5, "kept");
        for (int i = 0; i < 1000; i++) {
            add(5, "cancelled").cancel();
        }
        assertThat(timers.size()).isEqualTo(1);
        runDue(5);
        kept.cancel();
        assertThat(ran).containsExactly("kept");
    }
}
