package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What the loops of one listener or connector count. Safe for use by many threads. */
final class Counters {
    final LongAdder sessionsOpened = new LongAdder();
    final LongAdder sessionsEnded = new LongAdder();
    final LongAdder packetsReceived = new LongAdder();
    final LongAdder packetsSent = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder bytesQueued = new LongAdder();
    final LongAdder droppedReceived = new LongAdder();
    final LongAdder droppedSent = new LongAdder();
    final LongAdder replacedSent = new LongAdder();
    final LongAdder loopTurns = new LongAdder();
    final LongAdder slowLoopTurns = new LongAdder();
    final LongAdder busyNanos = new LongAdder();
    final LongAccumulator longestTurnNanos = new LongAccumulator(Math::max, 0);
    final LongAdder selectorRebuilds = new LongAdder();

    private final Map<DisconnectReason, LongAdder> ends;

    Counters() {
        Map<DisconnectReason, LongAdder> adders = new EnumMap<>(DisconnectReason.class);
        for (DisconnectReason reason : DisconnectReason.values()) {
            adders.put(reason, new LongAdder());
        }
        ends = Collections.unmodifiableMap(adders);
    }

    /** A session, or a connection that never had one, has ended for this reason. */
    void ended(DisconnectReason reason) {
        LongAdder adder = ends.get(reason);
        if (adder != null) {
            adder.increment();
        }
    }

    RuntimeMetrics snapshot() {
        Map<DisconnectReason, Long> disconnects = new EnumMap<>(DisconnectReason.class);
        ends.forEach((reason, adder) -> disconnects.put(reason, adder.sum()));
        long ended = sessionsEnded.sum(); // before those that were opened: never more
        long opened = sessionsOpened.sum();
        return new RuntimeMetrics(
                opened,
                opened - ended,
                packetsReceived.sum(),
                packetsSent.sum(),
                bytesReceived.sum(),
                bytesSent.sum(),
                Math.max(0, bytesQueued.sum()),
                droppedReceived.sum(),
                droppedSent.sum(),
                replacedSent.sum(),
                disconnects,
                loopTurns.sum(),
                slowLoopTurns.sum(),
                Duration.ofNanos(busyNanos.sum()),
                Duration.ofNanos(longestTurnNanos.get()),
                selectorRebuilds.sum());
    }
}
