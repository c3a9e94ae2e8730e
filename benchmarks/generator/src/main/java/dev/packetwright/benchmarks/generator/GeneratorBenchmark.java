package dev.packetwright.benchmarks.generator;

import dev.packetwright.benchmarks.generator.ProcessMeter.Cost;
import dev.packetwright.benchmarks.report.BarChart;
import dev.packetwright.benchmarks.report.Environment;
import dev.packetwright.benchmarks.report.Results;
import dev.packetwright.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes a large protocol for each generator, runs them in turns, compiles their output, and reports the costs. */
public final class GeneratorBenchmark {
    private final Path work;
    private final WorkFolder folders;
    private final String classpath;
    private final List<Contestant> contestants;
    private final Map<String, List<Cost>> generating = new LinkedHashMap<>();
    private final Map<String, List<Cost>> compiling = new LinkedHashMap<>();
    private final Map<String, Long> lines = new LinkedHashMap<>();

    private GeneratorBenchmark(Path work, Path cliJar, Path protoc, String classpath) throws IOException {
        this.work = work;
        this.folders = WorkFolder.empty(work);
        this.classpath = classpath;
        this.contestants = Contestant.all(work, cliJar, protoc, classpath).toList();
    }

    /**
     * Runs the benchmark.
     *
     * @param args the number of rounds; a folder for the results; a work folder, which is emptied; the CLI's jar;
     *     protoc; a class path with SBE, Wire and the dependencies of all generated code
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        GeneratorBenchmark benchmark =
                new GeneratorBenchmark(Path.of(args[2]).toAbsolutePath(), Path.of(args[3]), Path.of(args[4]), args[5]);
        benchmark.writeSchemas();
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            benchmark.runRound();
        }
        benchmark.tell(rounds, Path.of(args[1]));
    }

    private void writeSchemas() throws IOException {
        Shape shape = Shape.of(Shape.LARGE);
        System.out.printf("%d messages, %d members%n%n", shape.messages().size(), shape.memberCount());
        Files.writeString(work.resolve("large.xml"), Schemas.pdl(shape));
        Files.writeString(work.resolve("large.proto"), Schemas.proto(shape));
        Files.writeString(work.resolve("large-sbe.xml"), Schemas.sbe(shape));
    }

    private void runRound() throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            String label = contestant.label();
            folders.setAside(contestant.output());
            measure(generating, label, contestant.command());
            if (contestant.name().equals(Contestant.OURS)) {
                measure(generating, label + ", nothing changed", contestant.command());
            }
            measure(compiling, label, compile(contestant));
        }
    }

    private void measure(Map<String, List<Cost>> costs, String label, List<String> command)
            throws IOException, InterruptedException {
        Cost cost = ProcessMeter.run(command, work.resolve("log"));
        costs.computeIfAbsent(label, none -> new ArrayList<>()).add(cost);
    }

    private List<String> compile(Contestant contestant) throws IOException {
        List<Path> sources = WorkFolder.javaFiles(contestant.output());
        Path list = work.resolve("sources");
        Files.write(list, sources.stream().map(Path::toString).toList());
        lines.put(contestant.label(), WorkFolder.countLines(sources));
        Path classes = work.resolve("classes");
        folders.setAside(classes);
        return contestant.javac("-proc:none", "-nowarn", "-cp", classpath, "-d", classes.toString(), "@" + list);
    }

    private void tell(int rounds, Path results) throws IOException {
        Map<String, String> environment = Environment.describe();
        environment.put("rounds", String.valueOf(rounds));
        environment.forEach((what, value) -> System.out.println("- " + what + ": " + value));
        System.out.println("\ngenerating, medians\n\n" + generatingTable());
        System.out.println("compiling what was generated, medians\n\n" + compilingTable());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment);
        all.put("generating", generating);
        all.put("compiling", compiling);
        all.put("lines", lines);
        Results.write(results, "generator", all, chart());
    }

    private Table generatingTable() {
        Table table = new Table(List.of("generator", "CPU s", "wall s", "peak MiB"));
        generating.forEach((label, costs) -> table.add(List.of(
                label,
                shown(costs, Cost::cpuSeconds),
                shown(costs, Cost::wallSeconds),
                "%.0f".formatted(median(costs, Cost::peakMebibytes)))));
        return table;
    }

    private Table compilingTable() {
        Table table = new Table(List.of("generator", "lines", "javac CPU s", "javac wall s"));
        compiling.forEach((name, costs) -> table.add(List.of(
                name,
                String.format(Locale.ROOT, "%,d", lines.getOrDefault(name, 0L)),
                shown(costs, Cost::cpuSeconds),
                shown(costs, Cost::wallSeconds))));
        return table;
    }

    private static String shown(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return String.format(Locale.ROOT, "%.2f", median(costs, figure));
    }

    static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return costs.stream().mapToDouble(figure).sorted().toArray()[costs.size() / 2];
    }

    private String chart() {
        BarChart chart = new BarChart("A protocol of 1,000 packets", Contestant.OURS);
        chart.add("generating", medians(generating), "CPU s");
        chart.add("compiling what was generated", medians(compiling), "CPU s of javac");
        Map<String, Double> thousands = new LinkedHashMap<>();
        contestants.stream()
                .filter(contestant -> !contestant.isTuned()) // tuned contestants make the same files
                .map(Contestant::label)
                .forEach(label -> thousands.put(label, lines.getOrDefault(label, 0L) / 1_000.0));
        chart.add("size of what was generated", thousands, "thousand lines");
        return chart.toString();
    }

    private static Map<String, Double> medians(Map<String, List<Cost>> costs) {
        Map<String, Double> medians = new LinkedHashMap<>();
        costs.forEach((label, each) -> medians.put(label, median(each, Cost::cpuSeconds)));
        return medians;
    }
}
