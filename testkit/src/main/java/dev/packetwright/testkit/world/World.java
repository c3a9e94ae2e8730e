package dev.packetwright.testkit.world;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The time and the chance of one network. Time stands still until it is moved. All that happens by chance follows from
 * the seed.
 */
public final class World {
    /** No time. Later than all times. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The first moment. The runtime does not care about the origin, so it is a number that is easy to read. */
    public static final long START = 1_000_000_000_000L;

    private final long seed;
    private final SplittableRandom random;
    private final PriorityQueue<Long> alarms = new PriorityQueue<>();
    private long now = START;

    public World(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    public long seed() {
        return seed;
    }

    // ---- time, in nanoseconds

    public long now() {
        return now;
    }

    /** Moves the time on. */
    public void moveTo(long time) {
        now = Math.max(now, time);
        while (!alarms.isEmpty() && alarms.peek() <= now) {
            alarms.poll();
        }
    }

    /** Notes that something becomes ready at this time, so that time does not pass over it. */
    public void noteAt(long time) {
        if (time > now && time != NEVER) {
            alarms.add(time);
        }
    }

    /** The first time at which something becomes ready, or {@link #NEVER}. */
    public long nextNoted() {
        return alarms.isEmpty() ? NEVER : alarms.peek();
    }

    // ---- chance

    public RandomGenerator random() {
        return random;
    }

    /** A number from 0 to the bound, without the bound. Uses no chance if there is no choice. */
    public int pick(int bound) {
        return bound == 1 ? 0 : random.nextInt(bound);
    }

    /** Puts the elements in any order. */
    public void shuffle(List<?> elements) {
        for (int i = elements.size() - 1; i > 0; i--) {
            Collections.swap(elements, i, random.nextInt(i + 1));
        }
    }
}
