package dev.packetwright.benchmarks.net;

import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.server.Contestant;
import dev.packetwright.benchmarks.report.Environment;
import dev.packetwright.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Puts each server under each load in turns and reports the costs. */
public final class NetBenchmark {
    private NetBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param args the number of rounds; the seconds of warm-up; the seconds of measurement; a folder for the
     *     results; the prefix of the labels of the wanted loads, by default all
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        Runner runner = new Runner(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Map<String, String> environment = Environment.describe();
        environment.put("rounds", args[0] + " of " + args[2] + " s after " + args[1] + " s of warm-up");
        String wanted = args.length > 4 ? args[4] : "";
        List<Scenario> scenarios = Scenario.COMPARED.stream()
                .filter(scenario -> scenario.label().startsWith(wanted))
                .toList();
        List<Run> runs = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            runs.addAll(round(runner, scenarios, round, rounds));
        }
        tell(environment, runs, Path.of(args[3]));
    }

    private static List<Run> round(Runner runner, List<Scenario> scenarios, int round, int rounds)
            throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            System.err.println("round " + round + " of " + rounds + ": " + scenario.label());
            List<Contestant> contestants = new ArrayList<>(Stream.of(Contestant.values())
                    .filter(Contestant::isPossible)
                    .filter(contestant -> contestant != Contestant.COPY || scenario.kind() != Scenario.Kind.IDLE)
                    .toList());
            Collections.shuffle(contestants, new Random());
            for (Contestant contestant : contestants) {
                runs.add(runner.run(contestant, scenario, round));
            }
        }
        return runs;
    }

    private static void tell(Map<String, String> environment, List<Run> runs, Path results) throws IOException {
        environment.forEach((what, value) -> System.out.println("- " + what + ": " + value));
        var report = new Report(runs);
        System.out.println("\n" + report.tables() + "\n" + report.targets() + "\n" + report.webSocketTargets());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment);
        all.put("runs", runs);
        Results.write(results, "net", all, report.chart());
    }
}
