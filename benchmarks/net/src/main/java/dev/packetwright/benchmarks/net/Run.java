package dev.packetwright.benchmarks.net;

import dev.packetwright.benchmarks.net.load.LoadResult;
import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.server.Contestant;

/**
 * One server under one load.
 *
 * @param cpuMicros the server's CPU time per packet that its clients received, in microseconds
 * @param allocatedBytes the bytes that the server allocated on its heap per packet
 * @param heapBytes the server's heap per connection
 * @param residentBytes the server's resident memory per connection
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
