package dev.packetwright.benchmarks.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.packetwright.benchmarks.generator.ProcessMeter.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a large protocol for each generator, runs them in turns, compiles what they made, and prints what it cost. */
public final class GeneratorBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private final Path work;
    private final String classpath;
    private final List<Contestant> contestants;
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
    private final Map<String, Long> lines = new LinkedHashMap<>();

    private GeneratorBenchmark(Path work, Path cliJar, Path protoc, String classpath) {
        this.work = work;
        this.classpath = classpath;
        this.contestants = Contestant.all(work, cliJar, protoc, classpath).toList();
    }

    /**
     * Runs the benchmark.
     *
     * @param args a folder to work in, which is emptied; the CLI's jar; protoc; a class path with SBE, Wire and what all
     *     generated code needs
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path work = Path.of(args[0]).toAbsolutePath();
        GeneratorBenchmark benchmark = new GeneratorBenchmark(work, Path.of(args[1]), Path.of(args[2]), args[3]);
        benchmark.writeSchemas();
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            benchmark.runRound();
        }
        benchmark.print();
        benchmark.writeJson();
    }

    private void writeSchemas() throws IOException {
        clear(work);
        Shape shape = Shape.large();
        System.out.printf("%d messages, %d members%n%n", shape.messages().size(), shape.memberCount());
        Files.writeString(work.resolve("large.xml"), Schemas.pdl(shape));
        Files.writeString(work.resolve("large.proto"), Schemas.proto(shape));
        Files.writeString(work.resolve("large-sbe.xml"), Schemas.sbe(shape));
    }

    private void runRound() throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            clear(contestant.output());
            measure(contestant.label(), contestant.command());
            if (contestant.name().equals("Packetwright")) {
                measure(contestant.label() + ", nothing changed", contestant.command());
            }
            if (!contestant.isTuned()) { // the tuned ones make the same files
                measure(contestant.name() + ", javac", compile(contestant));
            }
        }
    }

    private void measure(String label, List<String> command) throws IOException, InterruptedException {
        Cost cost = ProcessMeter.run(command, work.resolve("log"));
        costs.computeIfAbsent(label, none -> new ArrayList<>()).add(cost);
    }

    private List<String> compile(Contestant contestant) throws IOException {
        List<Path> sources = javaFiles(contestant.output());
        Path list = work.resolve("sources");
        Files.write(list, sources.stream().map(Path::toString).toList());
        lines.put(contestant.name(), countLines(sources));
        Path classes = work.resolve("classes");
        clear(classes);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-proc:none",
                "-nowarn",
                "-cp",
                classpath,
                "-d",
                classes.toString(),
                "@" + list);
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static long countLines(List<Path> files) throws IOException {
        long count = 0;
        for (Path file : files) {
            try (Stream<String> text = Files.lines(file)) {
                count += text.count();
            }
        }
        return count;
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }

    private void print() {
        System.out.printf(
                "Java %s, %s, %d processors, %d rounds; medians%n%n",
                Runtime.version(),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS);
        System.out.println("| run | CPU s | wall s | peak MiB |");
        System.out.println("|---|--:|--:|--:|");
        costs.forEach((label, runs) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.0f |%n",
                label,
                median(runs.stream().map(Cost::cpuSeconds).toList()),
                median(runs.stream().map(Cost::wallSeconds).toList()),
                median(runs.stream().map(Cost::peakMebibytes).toList())));
        System.out.println();
        System.out.println("| generator | lines |");
        System.out.println("|---|--:|");
        lines.forEach((name, count) -> System.out.printf(Locale.ROOT, "| %s | %,d |%n", name, count));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void writeJson() throws IOException {
        Path file = work.resolve("generator.json");
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.writeStartObject();
            json.writeStringField("java", Runtime.version().toString());
            for (Map.Entry<String, List<Cost>> run : costs.entrySet()) {
                json.writeArrayFieldStart(run.getKey());
                for (Cost cost : run.getValue()) {
                    json.writeStartObject();
                    json.writeNumberField("cpuSeconds", cost.cpuSeconds());
                    json.writeNumberField("wallSeconds", cost.wallSeconds());
                    json.writeNumberField("peakMebibytes", cost.peakMebibytes());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeObjectFieldStart("lines");
            for (Map.Entry<String, Long> count : lines.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
