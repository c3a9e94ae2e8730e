package dev.packetwright.benchmarks.growth;

import dev.packetwright.benchmarks.net.Run;
import dev.packetwright.benchmarks.net.Runner;
import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.server.Contestant;
import java.io.IOException;
import java.util.List;

/** The costs of a server as a room or the number of connections grows. */
final class NetGrowth {
    private static final int[] ROOM_SIZES = {10, 30, 100, 300, 1_000, 3_000};
    private static final int[] CONNECTIONS = {1, 8, 64, 512, 4_096};
    private static final int[] IDLE_CONNECTIONS = {1_000, 3_000, 10_000};

    private final Runner runner;

    NetGrowth(Runner runner) {
        this.runner = runner;
    }

    List<Series> measure() throws IOException, InterruptedException {
        return List.of(rooms(), connections(), idle());
    }

    private Series rooms() throws IOException, InterruptedException {
        var series = new Series.Builder("one broadcast", "members of the room", "CPU us");
        for (int members : ROOM_SIZES) {
            Run run = run(Scenario.broadcast(members));
            series.add(members, members * run.cpuMicros(), members * run.allocatedBytes());
        }
        return series.build();
    }

    private Series connections() throws IOException, InterruptedException {
        var series = new Series.Builder("an echo on each connection", "connections", "CPU us");
        for (int connections : CONNECTIONS) {
            Run run = run(Scenario.echo(connections));
            series.add(connections, connections * run.cpuMicros(), connections * run.allocatedBytes());
        }
        return series.build();
    }

    private Series idle() throws IOException, InterruptedException {
        var series = new Series.Builder("idle connections", "connections", "resident KiB");
        for (int connections : IDLE_CONNECTIONS) {
            Run run = run(new Scenario(Scenario.Kind.IDLE, connections, connections, 1));
            series.add(connections, connections * run.residentBytes() / 1024, connections * run.heapBytes());
        }
        return series.build();
    }

    private Run run(Scenario scenario) throws IOException, InterruptedException {
        System.err.println(scenario.label());
        return runner.run(Contestant.PACKETWRIGHT, scenario, 1);
    }
}
