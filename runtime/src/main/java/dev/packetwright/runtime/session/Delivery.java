package dev.packetwright.runtime.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of a packet whose peer is slow. Without a delivery, the packet is delivered or the session ends.
 * Immutable.
 */
public final class Delivery {
    private static final Delivery DROPPABLE = new Delivery(null);

    private final @Nullable Object key;

    private Delivery(@Nullable Object key) {
        this.key = key;
    }

    /**
     * The packet is dropped and counted if the send queue would exceed {@link SessionOptions#sendQueueSoftLimit()} with
     * it. For packets that may be lost, such as an effect or a typing indicator.
     */
    public static Delivery droppable() {
        return DROPPABLE;
    }

    /**
     * The packet replaces the waiting packet with an equal key, if there is one. For state of which only the newest
     * value counts, such as a position. The packet takes the older one's place in the queue, ahead of packets sent
     * between the two.
     *
     * @param key identifies the subject of the packet, {@code playerId} for instance. Its {@code equals} and {@code
     *     hashCode} are called with locks held, so use a number, a string, an enum, or a record of these
     */
    public static Delivery latest(Object key) {
        return new Delivery(Objects.requireNonNull(key, "key"));
    }

    /** The key of {@link #latest}; null if droppable. */
    @Nullable
    Object key() {
        return key;
    }
}
