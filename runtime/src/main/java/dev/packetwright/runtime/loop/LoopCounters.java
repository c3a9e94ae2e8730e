package dev.packetwright.runtime.loop;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts the turns of the loops of one group. Safe for use by many threads. */
public final class LoopCounters {
    final LongAdder turns = new LongAdder();
    final LongAdder slowTurns = new LongAdder();
    final LongAdder busyNanos = new LongAdder();
    final LongAccumulator longestTurnNanos = new LongAccumulator(Math::max, 0);
    final LongAdder selectorRebuilds = new LongAdder();

    public long turns() {
        return turns.sum();
    }

    /** The number of turns that took more than 10 ms. */
    public long slowTurns() {
        return slowTurns.sum();
    }

    /** The duration of all turns together, without the waits between them. */
    public long busyNanos() {
        return busyNanos.sum();
    }

    public long longestTurnNanos() {
        return longestTurnNanos.get();
    }

    public long selectorRebuilds() {
        return selectorRebuilds.sum();
    }
}
