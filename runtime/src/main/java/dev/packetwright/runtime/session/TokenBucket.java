package dev.packetwright.runtime.session;

import java.util.concurrent.TimeUnit;

/**
 * Measures a rate: holds up to a burst of tokens and gains so many a second. The caller tells the time, as
 * {@link System#nanoTime} has it. Allocates nothing; not safe for use by two threads at once.
 */
final class TokenBucket {
    // Tokens are counted in billionths, so that each nanosecond is worth a whole number of them.
    private static final long TOKEN = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final long capacity;
    private long level;
    private long last;

    TokenBucket(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.capacity = burst * TOKEN;
        this.level = capacity;
        this.last = now;
    }

    /** Takes that many tokens, or none if there are fewer. */
    boolean tryTake(int tokens, long now) {
        refill(now);
        if (level < tokens * TOKEN) {
            return false;
        }
        level -= tokens * TOKEN;
        return true;
    }

    /** Gives back tokens that have been taken and not been used. */
    void putBack(int tokens) {
        level = Math.min(capacity, level + tokens * TOKEN);
    }

    boolean isEmpty(long now) {
        refill(now);
        return level < TOKEN;
    }

    boolean isFull(long now) {
        refill(now);
        return level == capacity;
    }

    private void refill(long now) {
        long elapsed = Math.max(0, now - last);
        last = now;
        long missing = capacity - level;
        level = elapsed > missing / perSecond ? capacity : level + elapsed * perSecond;
    }
}
