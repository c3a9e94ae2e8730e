package dev.packetwright.benchmarks.net.load;

/**
 * The result of a run as the clients saw it.
 *
 * @param packets the number of packets received
 * @param seconds the length of the run
 * @param p50Micros the median time from the sending of a packet to its answer or its arrival at a member
 * @param p99Micros the 99th percentile of that time
 * @param p999Micros the 99.9th percentile of that time
 */
public record LoadResult(long packets, double seconds, double p50Micros, double p99Micros, double p999Micros) {}
