package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.Map;

/**
 * What a {@link Listener} or {@link Connector} has done by now. All counts are from its opening on. They are read one
 * after another while the loops go on, so that sums may be off by what happened meanwhile; what is sent is counted when a
 * loop turns to its session, soon after.
 *
 * @param sessionsOpened how many sessions have begun
 * @param sessionsOpen how many of them have not ended
 * @param packetsReceived packets that sessions were given
 * @param packetsSent packets that were accepted for sending, for each session that they were sent to
 * @param bytesReceived bytes that were read
 * @param bytesSent bytes that were handed to the operating system
 * @param bytesQueued bytes that wait to be, in all sessions together
 * @param droppedReceived packets that sessions were not given, by a {@link SessionOptions.RateLimit} that drops
 * @param droppedSent sends of {@linkplain Delivery#droppable() droppable} packets that a slow peer was spared, one for
 *     each session
 * @param replacedSent queued packets that a {@linkplain Delivery#latest later} one took the place of
 * @param disconnects how many sessions have ended, and connections were refused, for each reason; all reasons are there
 * @param loopTurns how many turns the event loops have taken
 * @param slowLoopTurns how many of them took more than 10 ms: callbacks that block, as a rule
 * @param busyTime how long the turns took, all together, without the waiting between them
 * @param longestLoopTurn how long the longest one took
 * @param selectorRebuilds how often a selector was replaced that returned again and again for nothing
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

    /** How many sessions have ended, or connections were refused, for that reason. */
    public long disconnects(DisconnectReason reason) {
        return disconnects.getOrDefault(reason, 0L);
    }
}
