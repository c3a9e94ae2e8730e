package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.Map;

/**
 * A snapshot of the counters of a {@link Listener} or {@link Connector}. All counts start when it is opened. The
 * counters are read one after another while the loops run, so sums may differ by the events in between. Sent packets
 * are counted when the loop next serves their session.
 *
 * @param sessionsOpened sessions that have started
 * @param sessionsOpen sessions that have started and not ended
 * @param packetsReceived packets delivered to sessions
 * @param packetsSent packets accepted for sending, once for each receiving session
 * @param bytesReceived bytes read
 * @param bytesSent bytes passed to the operating system
 * @param bytesQueued bytes in the send queues of all sessions
 * @param droppedReceived received packets that a {@linkplain SessionOptions.RateLimit#dropping dropping} rate limit
 *     dropped
 * @param droppedSent {@linkplain Delivery#droppable() droppable} packets that were dropped, once for each session
 * @param replacedSent queued packets that were replaced by a {@linkplain Delivery#latest later} one
 * @param withheldSent packets that were not sent because the peer's {@linkplain PacketSession#requireVersion version}
 *     does not know them, once for each session
 * @param disconnects for each reason, the number of sessions ended and connections refused; contains every reason
 * @param loopTurns turns of the event loops
 * @param slowLoopTurns turns that took more than 10 ms, usually because a callback blocked
 * @param busyTime the duration of all turns together, without the waits between them
 * @param longestLoopTurn the duration of the longest turn
 * @param selectorRebuilds replacements of a selector that kept returning with nothing to do
 */
public record RuntimeMetrics(
        long sessionsOpened,
        long sessionsOpen,
        long packetsReceived,
        long packetsSent,
        long bytesReceived,
        long bytesSent,
        long bytesQueued,
        long droppedReceived,
        long droppedSent,
        long replacedSent,
        long withheldSent,
        Map<DisconnectReason, Long> disconnects,
        long loopTurns,
        long slowLoopTurns,
        Duration busyTime,
        Duration longestLoopTurn,
        long selectorRebuilds) {
    /** Keeps a copy of the map. */
    public RuntimeMetrics {
        disconnects = Map.copyOf(disconnects);
    }

    /** The number of sessions ended and connections refused for this reason. */
    public long disconnects(DisconnectReason reason) {
        return disconnects.getOrDefault(reason, 0L);
    }
}
