package dev.packetwright.runtime.limit;

import java.util.concurrent.TimeUnit;

/**
 * Measures a rate. It holds up to a burst of tokens and gains a fixed number per second. The caller passes the time, as
 * {@link System#nanoTime} returns it. Allocates nothing; not safe for use by two threads at once.
 */
public final class TokenBucket {
    // Tokens are counted in billionths, so that each nanosecond adds a whole number of units.
    private static final long TOKEN = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final long capacity;
    private long level;
    private long last;

    /** Makes a bucket that is full. */
    public TokenBucket(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.capacity = burst * TOKEN;
        this.level = capacity;
        this.last = now;
    }

    /** Takes this number of tokens, or none if there are fewer. */
    public boolean tryTake(int tokens, long now) {
        refill(now);
        if (level < tokens * TOKEN) {
            return false;
        }
        level -= tokens * TOKEN;
        return true;
    }

    /** Returns tokens that were taken but not used. */
    public void putBack(int tokens) {
        level = Math.min(capacity, level + tokens * TOKEN);
    }

    public boolean isEmpty(long now) {
        refill(now);
        return level < TOKEN;
    }

    public boolean isFull(long now) {
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
