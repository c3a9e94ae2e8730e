package dev.packetwright.benchmarks.net.load;

/**
 * What the clients saw in a run.
 *
 * @param packets how many they received
 * @param seconds how long it took
 * @param p50Micros from a packet's sending to its answer, or to its arrival at a member: the median
 * @param p99Micros what 99 of 100 stayed below
 * @param p999Micros what 999 of 1,000 stayed below
 */
public record LoadResult(long packets, double seconds, double p50Micros, double p99Micros, double p999Micros) {}
