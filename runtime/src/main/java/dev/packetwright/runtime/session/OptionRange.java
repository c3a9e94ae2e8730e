package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.Locale;

/** Checks that options are within their ranges. */
final class OptionRange {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private OptionRange() {}

    static void check(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %,d, not %,d to %,d", option, value, min, max));
        }
    }

    static void check(String option, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(option + " is " + value + ", not " + SHORTEST + " to " + LONGEST);
        }
    }

    /** Checks an option that zero turns off. */
    static void checkOrZero(String option, Duration value) {
        if (!value.isZero()) {
            check(option, value);
        }
    }
}
