package dev.packetwright.runtime.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a packet on its way to a peer that is slow. Without one, a packet is delivered, or the session
 * ends. Immutable.
 */
public final class Delivery {
    private static final Delivery DROPPABLE = new Delivery(null);

    private final @Nullable Object key;

    private Delivery(@Nullable Object key) {
        this.key = key;
    }

    /**
     * The packet is dropped, and counted, if with it more than {@link SessionOptions#sendQueueSoftLimit()} bytes would
     * wait: for what does no harm when it is missing, as an effect or a typing sign.
     */
    public static Delivery droppable() {
        return DROPPABLE;
    }

    /**
     * The packet takes the place of the one with an equal key, if that still waits: for what only the newest of counts,
     * as a position. It stands where the older one stood, so before what was sent between the two.
     *
     * @param key tells what the packet is about, {@code playerId} for instance. Its {@code equals} and {@code hashCode}
     *     are called with locks held: let it be a number, a string, an enum or a record of such
     */
    public static Delivery latest(Object key) {
        return new Delivery(Objects.requireNonNull(key, "key"));
    }

    /** What to be the latest of; null if droppable. */
    @Nullable
    Object key() {
        return key;
    }
}
