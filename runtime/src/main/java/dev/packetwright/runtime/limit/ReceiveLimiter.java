package dev.packetwright.runtime.limit;

import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds one session to its receive limits. Used by the loop's thread only. A check allocates nothing. */
public final class ReceiveLimiter {
    /** The decision about one packet. */
    public enum Verdict {
        TAKE,
        DROP,
        TOO_MANY,
        TOO_MANY_OF_THIS_ID
    }

    private static final int[] NO_IDS = {};
    private static final TokenBucket[] NO_BUCKETS = {};

    private final ReceiveLimits limits;
    private final @Nullable TokenBucket bytes;
    private final @Nullable TokenBucket packets;
    private final int[] ids;
    private final TokenBucket[] idBuckets;
    private long now;

    /** Makes a limiter whose buckets are full. */
    public ReceiveLimiter(ReceiveLimits limits, long now) {
        this.limits = limits;
        this.now = now;
        this.bytes = bucket(limits.bytes(), now);
        this.packets = bucket(limits.packets(), now);
        if (limits.packetIds().isEmpty()) { // the usual case, and there may be many sessions
            this.ids = NO_IDS;
            this.idBuckets = NO_BUCKETS;
        } else {
            var sorted = new TreeMap<>(limits.packetIds());
            this.ids = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.idBuckets =
                    sorted.values().stream().map(rate -> rate.newBucket(now)).toArray(TokenBucket[]::new);
        }
    }

    private static @Nullable TokenBucket bucket(@Nullable Rate rate, long now) {
        return rate == null ? null : rate.newBucket(now);
    }

    /** Whether this number of bytes may be received at this time. The time holds for the packets in them, too. */
    public boolean takesBytes(int count, long time) {
        now = time;
        return bytes == null || bytes.tryTake(count, time);
    }

    /** Decides about a packet. If its id has a limit of its own, no other limit on packets applies. */
    public Verdict judge(int packetId) {
        int own = Arrays.binarySearch(ids, packetId);
        if (own >= 0) {
            return idBuckets[own].tryTake(1, now) ? Verdict.TAKE : beyondOwnLimit(packetId);
        }
        if (packets == null || packets.tryTake(1, now)) {
            return Verdict.TAKE;
        }
        return Objects.requireNonNull(limits.packets()).drops() ? Verdict.DROP : Verdict.TOO_MANY;
    }

    private Verdict beyondOwnLimit(int packetId) {
        Rate rate = Objects.requireNonNull(limits.packetIds().get(packetId));
        return rate.drops() ? Verdict.DROP : Verdict.TOO_MANY_OF_THIS_ID;
    }
}
