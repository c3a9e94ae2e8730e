package dev.packetwright.runtime.limit;

/**
 * A rate that a {@link TokenBucket} can hold something to.
 *
 * @param perSecond the average number per second, at least 1
 * @param burst the number allowed at once after a quiet time, at least 1
 * @param drops whether the excess is dropped; if not, it ends the session
 */
public record Rate(int perSecond, int burst, boolean drops) {
    TokenBucket newBucket(long now) {
        return new TokenBucket(perSecond, burst, now);
    }
}
