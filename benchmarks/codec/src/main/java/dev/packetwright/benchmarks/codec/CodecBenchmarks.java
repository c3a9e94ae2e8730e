package dev.packetwright.benchmarks.codec;

import dev.packetwright.benchmarks.report.BarChart;
import dev.packetwright.benchmarks.report.Environment;
import dev.packetwright.benchmarks.report.Results;
import dev.packetwright.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the codec benchmarks and writes the results: tables to standard output, {@code codec-JDK.json} and
 * {@code codec-JDK.svg} into a folder.
 *
 * <p>In each round every contestant does every task once, in a virtual machine of its own and in a new order. Other
 * load on the machine therefore affects all contestants alike.
 */
public final class CodecBenchmarks {
    private static final List<String> JVM_ARGUMENTS = List.of(
            "-Xms1g",
            "-Xmx1g",
            // One collector thread: threads that wait for each other on busy cores would count as work.
            "-XX:+UseSerialGC",
            // Agrona requires this option.
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    /**
     * The length of a measurement.
     *
     * @param rounds the number of virtual machines per contestant and task
     * @param warmups the number of iterations that do not count
     * @param iterations the number of iterations that count
     * @param millis the length of an iteration in milliseconds
     */
    private record Mode(int rounds, int warmups, int iterations, int millis) {
        static Mode named(String name) {
            return switch (name) {
                case "quick" -> new Mode(3, 5, 5, 150);
                case "full" -> new Mode(5, 10, 10, 300);
                default -> throw new IllegalArgumentException("the modes are quick and full, not '" + name + "'");
            };
        }
    }

    private record Task(String name, Sample sample, Contestant contestant) {}

    private final Mode mode;
    private final Map<Task, List<RunResult>> results = new LinkedHashMap<>();

    private CodecBenchmarks(Mode mode) {
        this.mode = mode;
    }

    /** Takes two arguments: {@code quick} or {@code full}, and the folder for the results. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("arguments: quick|full FOLDER");
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Map<String, String> environment = Environment.describe();
        CodecBenchmarks benchmarks = new CodecBenchmarks(Mode.named(arguments[0]));
        benchmarks.run();
        benchmarks.write(folder, environment);
    }

    private void run() throws RunnerException {
        List<Task> tasks = tasks();
        Random order = new Random(17);
        for (int round = 1; round <= mode.rounds; round++) {
            Collections.shuffle(tasks, order);
            int done = 0;
            for (Task task : tasks) {
                System.err.printf(
                        Locale.ROOT,
                        "round %d of %d, %d of %d: %s %s %s%n",
                        round,
                        mode.rounds,
                        ++done,
                        tasks.size(),
                        task.name,
                        task.sample.label(),
                        task.contestant.label());
                results.computeIfAbsent(task, key -> new ArrayList<>()).add(runOne(task));
            }
        }
    }

    private static List<Task> tasks() {
        return new ArrayList<>(Stream.of("encode", "decode")
                .flatMap(name -> Stream.of(Sample.values())
                        .flatMap(sample -> Stream.of(Contestant.values())
                                .filter(contestant ->
                                        !name.equals("encode") || contestant != Contestant.PACKETWRIGHT_VIEW)
                                .map(contestant -> new Task(name, sample, contestant))))
                .toList());
    }

    private RunResult runOne(Task task) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(CodecBenchmark.class.getName() + "\\." + task.name + "$")
                .param("contestant", task.contestant.label())
                .param("message", task.sample.label())
                .forks(1)
                .warmupIterations(mode.warmups)
                .warmupTime(TimeValue.milliseconds(mode.millis))
                .measurementIterations(mode.iterations)
                .measurementTime(TimeValue.milliseconds(mode.millis))
                .jvmArgsAppend(JVM_ARGUMENTS.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle();
    }

    private void write(Path folder, Map<String, String> environment) throws IOException {
        List<Measurement> measurements = measurements();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment);
        all.put("settings", settings());
        all.put("measurements", measurements);
        Results.write(folder, "codec", all, chart(measurements, environment));
        print(measurements, environment);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rounds", mode.rounds);
        settings.put("iterations", mode.iterations);
        settings.put("warmups", mode.warmups);
        settings.put("millis", mode.millis);
        settings.put("jvm", JVM_ARGUMENTS);
        settings.put("classpath", versions());
        return settings;
    }

    /** Takes the versions from the names of the jars. */
    private static List<String> versions() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .filter(entry -> entry.endsWith(".jar"))
                .sorted()
                .toList();
    }

    private List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        for (Sample sample : Sample.values()) {
            for (Contestant contestant : Contestant.values()) {
                int size = contestant.codec(sample.message()).encode();
                Stream.of("encode", "decode")
                        .map(name -> new Task(name, sample, contestant))
                        .filter(results::containsKey)
                        .forEach(task ->
                                measurements.add(measurement(task, results.getOrDefault(task, List.of()), size)));
            }
        }
        return measurements;
    }

    private static Measurement measurement(Task task, List<RunResult> rounds, int size) {
        return new Measurement(
                task.name,
                task.sample.label(),
                task.contestant.label(),
                Measurement.median(figures(rounds, CpuTime.RESULT)),
                Measurement.median(rounds.stream()
                        .map(round -> round.getPrimaryResult().getScore())
                        .toList()),
                Measurement.median(figures(rounds, "gc.alloc.rate.norm")),
                size);
    }

    /** A secondary result of each round, as the median of its iterations. */
    private static List<Double> figures(List<RunResult> rounds, String name) {
        return rounds.stream()
                .map(round -> Objects.requireNonNull(round.getSecondaryResults().get(name), name)
                        .getStatistics()
                        .getPercentile(50))
                .toList();
    }

    private static void print(List<Measurement> measurements, Map<String, String> environment) {
        environment.forEach((what, value) -> System.out.println("- " + what + ": " + value));
        for (String task : List.of("encode", "decode")) {
            System.out.println("\n" + task + ": CPU ns (wall ns), bytes allocated, bytes encoded\n");
            System.out.print(table(measurements, task));
        }
        System.out.println("\nratios of CPU time to the best peer's\n");
        System.out.print(new Targets(measurements).table());
    }

    private static Table table(List<Measurement> measurements, String task) {
        List<String> header = new ArrayList<>(List.of("contestant"));
        Stream.of(Sample.values()).map(Sample::label).forEach(header::add);
        Table table = new Table(header);
        for (Contestant contestant : Contestant.values()) {
            List<String> row = new ArrayList<>(List.of(contestant.label()));
            Stream.of(Sample.values()).forEach(sample -> row.add(cell(measurements, task, sample, contestant)));
            table.add(row);
        }
        return table;
    }

    private static String cell(List<Measurement> measurements, String task, Sample sample, Contestant contestant) {
        return measurements.stream()
                .filter(each -> each.task().equals(task)
                        && each.message().equals(sample.label())
                        && each.contestant().equals(contestant.label()))
                .findFirst()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%.1f (%.1f), %.0f, %d",
                        each.cpuNanos(),
                        each.wallNanos(),
                        each.allocatedBytes(),
                        each.encodedBytes()))
                .orElse("");
    }

    private static String chart(List<Measurement> measurements, Map<String, String> environment) {
        BarChart chart = new BarChart("Codec, JDK " + environment.get("jdk"), "packetwright");
        for (String task : List.of("encode", "decode")) {
            for (Sample sample : Sample.values()) {
                Map<String, Double> bars = new LinkedHashMap<>();
                measurements.stream()
                        .filter(each ->
                                each.task().equals(task) && each.message().equals(sample.label()))
                        .forEach(each -> bars.put(each.contestant(), each.cpuNanos()));
                chart.add(task + " " + sample.label(), bars, "CPU ns per operation");
            }
        }
        return chart.toString();
    }
}
