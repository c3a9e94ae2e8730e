package dev.packetwright.benchmarks.codec;

import java.util.Comparator;
import java.util.List;

/**
 * The figures of one contestant at one task.
 *
 * @param task {@code encode} or {@code decode}
 * @param message a {@link Sample}'s label
 * @param contestant a {@link Contestant}'s label
 * @param cpuNanos processor time per operation: the median of the rounds' medians
 * @param wallNanos time per operation by the clock: the median of the rounds' means
 * @param allocatedBytes bytes allocated per operation
 * @param encodedBytes bytes of the encoded message
 */
record Measurement(
        String task,
        String message,
        String contestant,
        double cpuNanos,
        double wallNanos,
        double allocatedBytes,
        int encodedBytes) {
    /** The median of an odd or even number of figures. */
    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
