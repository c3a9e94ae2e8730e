package dev.packetwright.runtime.session;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures what one session receives. Used by the loop's thread only. Takes what it is given without allocating. */
final class ReceiveLimiter {
    enum Verdict {
        TAKE,
        DROP,
        TOO_MANY,
        TOO_MANY_OF_THIS_ID
    }

    private static final int[] NO_IDS = {};
    private static final TokenBucket[] NO_BUCKETS = {};

    private final SessionOptions limits;
    private final @Nullable TokenBucket bytes;
    private final @Nullable TokenBucket packets;
    private final int[] ids;
    private final TokenBucket[] idBuckets;
    private long now;

    ReceiveLimiter(SessionOptions limits, long now) {
        this.limits = limits;
        this.now = now;
        this.bytes = limits.byteRate().isUnlimited() ? null : bucket(limits.byteRate(), now);
        this.packets = limits.packetRate().isUnlimited() ? null : bucket(limits.packetRate(), now);
        if (limits.packetIdRates().isEmpty()) { // as a rule, and there are many idle sessions
            this.ids = NO_IDS;
            this.idBuckets = NO_BUCKETS;
        } else {
            var own = new TreeMap<>(limits.packetIdRates());
            this.ids = own.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.idBuckets =
                    own.values().stream().map(limit -> bucket(limit, now)).toArray(TokenBucket[]::new);
        }
    }

    private static TokenBucket bucket(RateLimit limit, long now) {
        return new TokenBucket(limit.perSecond(), limit.burst(), now);
    }

    /** Whether so many bytes may come at this time, which also is that of the packets in them. */
    boolean takesBytes(int count, long time) {
        now = time;
        return bytes == null || bytes.tryTake(count, time);
    }

    /** What is to become of a packet: an id with a limit of its own is measured by that alone. */
    Verdict judge(int packetId) {
        int own = Arrays.binarySearch(ids, packetId);
        if (own >= 0) {
            return idBuckets[own].tryTake(1, now) ? Verdict.TAKE : beyondOwnLimit(packetId);
        }
        if (packets == null || packets.tryTake(1, now)) {
            return Verdict.TAKE;
        }
        return limits.packetRate().drops() ? Verdict.DROP : Verdict.TOO_MANY;
    }

    private Verdict beyondOwnLimit(int packetId) {
        RateLimit limit = Objects.requireNonNull(limits.packetIdRates().get(packetId));
        return limit.drops() ? Verdict.DROP : Verdict.TOO_MANY_OF_THIS_ID;
    }
}
