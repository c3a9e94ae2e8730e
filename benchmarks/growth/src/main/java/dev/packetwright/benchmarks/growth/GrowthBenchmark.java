package dev.packetwright.benchmarks.growth;

import dev.packetwright.benchmarks.net.Runner;
import dev.packetwright.benchmarks.report.BarChart;
import dev.packetwright.benchmarks.report.Environment;
import dev.packetwright.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures how costs grow with sizes and numbers, and marks the points where a cost grows faster than its number. */
public final class GrowthBenchmark {
    private GrowthBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param args the seconds of warm-up and of measurement for each load on a server; a folder for the results
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(args[0]);
        Map<String, String> environment = Environment.describe();
        var codec = new CodecGrowth();
        List<Series> all = new ArrayList<>(codec.measure());
        System.err.println("codec: " + codec.seen());
        all.addAll(new NetGrowth(new Runner(seconds, seconds)).measure());
        tell(environment, all, Path.of(args[1]));
    }

    private static void tell(Map<String, String> environment, List<Series> all, Path results) throws IOException {
        environment.forEach((what, value) -> System.out.println("- " + what + ": " + value));
        var chart = new BarChart("Cost for each, where all of them should cost the same", "");
        for (Series series : all) {
            System.out.println("\n" + series.task() + "\n\n" + series.table());
            chart.add(series.task() + ", by " + series.of(), series.costsForEach(), series.unit() + " for each");
        }
        Results.write(results, "growth", Map.of("environment", environment, "series", all), chart.toString());
    }
}
