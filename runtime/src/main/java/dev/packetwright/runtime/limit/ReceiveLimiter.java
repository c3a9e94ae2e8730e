package dev.packetwright.runtime.limit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds one session to its receive rates: bytes, packets, and packets of single ids. Used by the loop's thread only. A
 * check allocates nothing.
 */
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
    private static final Verdict[] NO_VERDICTS = {};

    private final @Nullable TokenBucket bytes;
    private final @Nullable TokenBucket packets;
    private final Verdict packetExcess;

    // Three columns of one table, sorted by id.
    private final int[] ids;
    private final TokenBucket[] idBuckets;
    private final Verdict[] idExcess;
    private long now;

    /**
     * Makes a limiter whose buckets are full.
     *
     * @param bytes the limit on bytes; null for none
     * @param packets the limit on packets; null for none
     * @param packetIds the limits on packets of single ids
     */
    public ReceiveLimiter(@Nullable Rate bytes, @Nullable Rate packets, Map<Integer, Rate> packetIds, long now) {
        this.now = now;
        this.bytes = bytes == null ? null : bytes.newBucket(now);
        this.packets = packets == null ? null : packets.newBucket(now);
        this.packetExcess = packets != null && packets.drops() ? Verdict.DROP : Verdict.TOO_MANY;
        if (packetIds.isEmpty()) { // the usual case, and there may be many sessions
            this.ids = NO_IDS;
            this.idBuckets = NO_BUCKETS;
            this.idExcess = NO_VERDICTS;
        } else {
            var sorted = new TreeMap<>(packetIds);
            this.ids = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.idBuckets =
                    sorted.values().stream().map(rate -> rate.newBucket(now)).toArray(TokenBucket[]::new);
            this.idExcess = sorted.values().stream()
                    .map(rate -> rate.drops() ? Verdict.DROP : Verdict.TOO_MANY_OF_THIS_ID)
                    .toArray(Verdict[]::new);
        }
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
            return idBuckets[own].tryTake(1, now) ? Verdict.TAKE : idExcess[own];
        }
        return packets == null || packets.tryTake(1, now) ? Verdict.TAKE : packetExcess;
    }
}
