package dev.packetwright.benchmarks.net.load;

import org.HdrHistogram.Histogram;

/** The latencies of packets. */
final class Latencies {
    private static final long LONGEST = 60_000_000_000L;

    private final Histogram histogram = new Histogram(LONGEST, 3);
    private long begin = System.nanoTime();

    void record(long nanos) {
        histogram.recordValue(Math.max(0, Math.min(LONGEST, nanos)));
    }

    void begin() {
        histogram.reset();
        begin = System.nanoTime();
    }

    long count() {
        return histogram.getTotalCount();
    }

    LoadResult result() {
        return new LoadResult(
                histogram.getTotalCount(), (System.nanoTime() - begin) / 1e9, micros(50), micros(99), micros(99.9));
    }

    private double micros(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }
}
