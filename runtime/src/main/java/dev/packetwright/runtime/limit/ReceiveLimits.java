package dev.packetwright.runtime.limit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receive rates that sessions are held to.
 *
 * @param bytes the limit on bytes; null for none
 * @param packets the limit on packets; null for none
 * @param packetIds the limits on packets of single ids, which replace the limit on packets for these ids
 */
public record ReceiveLimits(@Nullable Rate bytes, @Nullable Rate packets, Map<Integer, Rate> packetIds) {
    public ReceiveLimits {
        packetIds = Map.copyOf(packetIds);
    }
}
