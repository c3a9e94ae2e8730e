package dev.packetwright.benchmarks.net;

import dev.packetwright.benchmarks.net.load.LoadResult;
import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.server.Contestant;

/**
 * One server under one load.
 *
 * @param cpuMicros the server's CPU time for each packet that its clients received, in microseconds
 * @param allocatedBytes what the server has allocated on its heap for each of them
 * @param heapBytes the server's heap for each connection
 * @param residentBytes the server's resident memory for each connection
 */
public record Run(
        Contestant contestant,
        Scenario scenario,
        int round,
        double cpuMicros,
        double allocatedBytes,
        LoadResult load,
        double heapBytes,
        double residentBytes) {}
