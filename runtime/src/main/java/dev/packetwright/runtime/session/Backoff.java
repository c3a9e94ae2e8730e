package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The time between the attempts of a {@link Link}. Each time is drawn at random, from zero to a limit. The limit starts
 * with {@link #first}, grows with each further failure in a row, and stays at {@link #maximum}. All times up to the
 * limit are equally likely, so the clients of a restarted server do not all come back at the same moment.
 *
 * @param first the limit after the first failure, and after the end of a session that has lasted; 1 ms to 1 day
 * @param growth the factor by which the limit grows with each further failure, 1 to 100
 * @param maximum the largest limit, {@code first} to 1 day. A session that has been open for this time has lasted: its
 *     end is not a failure
 */
public record Backoff(Duration first, double growth, Duration maximum) {
    private static final double LARGEST_GROWTH = 100;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Backoff {
        OptionRange.check("first", first);
        OptionRange.check("maximum", maximum);
        if (!(growth >= 1 && growth <= LARGEST_GROWTH)) { // the negation refuses NaN as well
            throw new IllegalArgumentException("growth is " + growth + ", not 1 to 100");
        }
        if (maximum.compareTo(first) < 0) {
            throw new IllegalArgumentException("maximum is " + maximum + ", less than first, which is " + first);
        }
    }

    /** At most 500 ms after the first failure, twice as long after each further one, and never more than 30 s. */
    public static Backoff defaults() {
        return new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(30));
    }

    /** The longest time to wait after this many failures in a row; 0 means that a session has lasted. */
    Duration limit(int failures) {
        double grown = (double) first.toNanos() * Math.pow(growth, Math.max(0, failures - 1)); // may be infinite
        return Duration.ofNanos((long) Math.min(grown, (double) maximum.toNanos()));
    }

    /** The time to wait after this many failures in a row, from zero to the limit. */
    Duration delay(int failures, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(limit(failures).toNanos() + 1));
    }
}
