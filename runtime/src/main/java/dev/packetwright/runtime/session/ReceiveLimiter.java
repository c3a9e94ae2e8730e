package dev.packetwright.runtime.session;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.session.SessionOptions.RateLimit.Excess;
import dev.packetwright.runtime.session.SessionOptions.Receiving;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures what one session receives. Used by the loop's thread only; allocates nothing once it is made. */
final class ReceiveLimiter {
    enum Verdict {
        TAKE,
        DROP,
        TOO_MANY,
        TOO_MANY_OF_THIS_ID
    }

    private final @Nullable Gauge bytes;
    private final @Nullable Gauge packets;
    private final int[] ids;
    private final Gauge[] idGauges;
    private long now;

    ReceiveLimiter(Receiving limits, long now) {
        this.now = now;
        this.bytes = limits.bytes().isUnlimited() ? null : new Gauge(limits.bytes(), now);
        this.packets = limits.packets().isUnlimited() ? null : new Gauge(limits.packets(), now);
        var own = new TreeMap<>(limits.packetIds());
        this.ids = own.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.idGauges =
                own.values().stream().map(limit -> new Gauge(limit, now)).toArray(Gauge[]::new);
    }

    /** Whether so many bytes may come at this time, which also is that of the packets in them. */
    boolean takesBytes(int count, long time) {
        now = time;
        return bytes == null || bytes.takes(count, time);
    }

    /** What is to become of a packet: an id with a limit of its own is measured by that alone. */
    Verdict judge(int packetId) {
        int own = Arrays.binarySearch(ids, packetId);
        if (own >= 0) {
            return idGauges[own].judge(now, Verdict.TOO_MANY_OF_THIS_ID);
        }
        return packets == null ? Verdict.TAKE : packets.judge(now, Verdict.TOO_MANY);
    }

    private record Gauge(TokenBucket bucket, Excess excess) {
        Gauge(RateLimit limit, long now) {
            this(new TokenBucket(limit.perSecond(), limit.burst(), now), limit.excess());
        }

        boolean takes(int count, long now) {
            return bucket.tryTake(count, now);
        }

        Verdict judge(long now, Verdict beyond) {
            if (bucket.tryTake(1, now)) {
                return Verdict.TAKE;
            }
            return excess == Excess.DROP ? Verdict.DROP : beyond;
        }
    }
}
