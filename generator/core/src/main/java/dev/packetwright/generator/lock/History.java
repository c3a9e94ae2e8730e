package dev.packetwright.generator.lock;

import java.util.List;

/** The packets of the last run. */
@FunctionalInterface
public interface History {
    /** Knows no earlier run. */
    History NONE = namespace -> List.of();

    /** Returns the packets of the last run for a namespace; none if that run is unknown. */
    List<PastPacket> packets(String namespace);
}
