package dev.packetwright.cluster;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a node. {@link ClusterMetrics} describes each of them. */
final class Counters {
    final LongAdder roomsStarted = new LongAdder();
    final LongAdder roomsStopped = new LongAdder();
    final LongAdder members = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder resent = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder inFlight = new LongAdder();
    final LongAdder receivedFromHere = new LongAdder();
    final LongAdder receivedFromElsewhere = new LongAdder();
    final LongAdder fenced = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder restarts = new LongAdder();
    final LongAdder cut = new LongAdder();
    final LongAdder undelivered = new LongAdder();
    final LongAdder statesKept = new LongAdder();
    final LongAdder statesFailed = new LongAdder();
    final LongAdder confirmed = new LongAdder();
    final LongAdder confirmationNanos = new LongAdder();
    final LongAccumulator longestConfirmationNanos = new LongAccumulator(Math::max, 0);
}
