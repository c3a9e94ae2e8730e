package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopCounters;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one listener or connector. Safe for use by many threads. */
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
    final LongAdder withheldSent = new LongAdder();
    final LoopCounters loops = new LoopCounters();

    private final Map<DisconnectReason, LongAdder> ends;

    Counters() {
        Map<DisconnectReason, LongAdder> adders = new EnumMap<>(DisconnectReason.class);
        for (DisconnectReason reason : DisconnectReason.values()) {
            adders.put(reason, new LongAdder());
        }
        ends = Collections.unmodifiableMap(adders);
    }

    /** Counts the end of a session, or of a connection without a session. */
    void ended(DisconnectReason reason) {
        LongAdder adder = ends.get(reason);
        if (adder != null) {
            adder.increment();
        }
    }

    RuntimeMetrics snapshot() {
        Map<DisconnectReason, Long> disconnects = new EnumMap<>(DisconnectReason.class);
        ends.forEach((reason, adder) -> disconnects.put(reason, adder.sum()));
        long ended = sessionsEnded.sum(); // read before the opened ones, so that it is never larger
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
                withheldSent.sum(),
                disconnects,
                loops.turns(),
                loops.slowTurns(),
                Duration.ofNanos(loops.busyNanos()),
                Duration.ofNanos(loops.longestTurnNanos()),
                loops.selectorRebuilds());
    }
}
