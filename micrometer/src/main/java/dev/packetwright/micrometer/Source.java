package dev.packetwright.micrometer;

import dev.packetwright.runtime.session.PacketCount;
import dev.packetwright.runtime.session.RuntimeMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The counters that the meters of one listener or connector read. All meters of one report see the same snapshot. Holds
 * no reference to the listener or connector. Safe for use by many threads.
 *
 * @param <T> {@code Listener} or {@code Connector}
 */
final class Source<T> {
    /** Reading all meters takes less time. */
    private static final long MAX_AGE = Duration.ofMillis(100).toNanos();

    private final Function<? super T, RuntimeMetrics> metrics;
    private final Function<? super T, List<PacketCount>> counts;
    private final Function<Integer, String> names;
    private @Nullable Snapshot latest;

    /** The counters at one time. */
    private record Snapshot(long time, RuntimeMetrics metrics, Map<String, PacketCount> byName) {}

    /**
     * Makes a source.
     *
     * @param names the name under which the packets of an id are counted
     */
    Source(
            Function<? super T, RuntimeMetrics> metrics,
            Function<? super T, List<PacketCount>> counts,
            Function<Integer, String> names) {
        this.metrics = metrics;
        this.counts = counts;
        this.names = names;
    }

    RuntimeMetrics metrics(T owner) {
        return latest(owner).metrics;
    }

    /** The counts of all packets with a name together. */
    PacketCount packets(T owner, String name) {
        return latest(owner).byName.getOrDefault(name, new PacketCount(0, 0, 0, 0, 0));
    }

    private synchronized Snapshot latest(T owner) {
        long now = System.nanoTime();
        Snapshot snapshot = latest;
        if (snapshot == null || now - snapshot.time > MAX_AGE) {
            snapshot = new Snapshot(now, metrics.apply(owner), byName(counts.apply(owner)));
            latest = snapshot;
        }
        return snapshot;
    }

    private Map<String, PacketCount> byName(List<PacketCount> all) {
        Map<String, PacketCount> sums = new HashMap<>();
        all.forEach(count -> sums.merge(names.apply(count.packetId()), count, Source::sum));
        return sums;
    }

    private static PacketCount sum(PacketCount one, PacketCount other) {
        return new PacketCount(
                one.packetId(),
                one.packetsReceived() + other.packetsReceived(),
                one.bytesReceived() + other.bytesReceived(),
                one.packetsSent() + other.packetsSent(),
                one.bytesSent() + other.bytesSent());
    }
}
