package dev.packetwright.benchmarks.generator;

import dev.packetwright.benchmarks.generator.ProcessMeter.Cost;
import dev.packetwright.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The costs of generating as the number of packets grows. */
public final class GeneratorGrowth {
    private static final List<Integer> PACKETS = List.of(10, 100, 1_000, 2_000);

    private final Path work;
    private final Path cliJar;
    private final int rounds;
    private final WorkFolder folders;

    private GeneratorGrowth(Path work, Path cliJar, int rounds) throws IOException {
        this.work = work;
        this.cliJar = cliJar;
        this.rounds = rounds;
        this.folders = WorkFolder.empty(work);
    }

    /**
     * Runs the benchmark.
     *
     * @param args the number of rounds; a work folder, which is emptied; the CLI's jar
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        GeneratorGrowth growth =
                new GeneratorGrowth(Path.of(args[1]).toAbsolutePath(), Path.of(args[2]), Integer.parseInt(args[0]));
        Table table = new Table(List.of(
                "packets",
                "members",
                "lines",
                "CPU s",
                "ms/packet",
                "peak MiB",
                "short-lived JVM: CPU s",
                "ms/packet",
                "peak MiB",
                "nothing changed: CPU s"));
        for (int packets : PACKETS) {
            table.add(growth.measure(packets));
        }
        System.out.println("generating, against the number of packets, medians\n\n" + table);
    }

    private List<String> measure(int packets) throws IOException, InterruptedException {
        Shape shape = Shape.of(packets);
        Path pdl = Files.writeString(work.resolve(packets + ".xml"), Schemas.pdl(shape));
        Path output = work.resolve("out");
        List<Cost> usual = new ArrayList<>();
        List<Cost> shortLived = new ArrayList<>();
        List<Cost> unchanged = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            folders.setAside(output);
            usual.add(run(pdl, output, false));
            folders.setAside(output);
            shortLived.add(run(pdl, output, true));
            unchanged.add(run(pdl, output, true));
        }
        return List.of(
                grouped(packets),
                grouped(shape.memberCount()),
                grouped(WorkFolder.countLines(WorkFolder.javaFiles(output))),
                cpu(usual),
                perPacket(usual, packets),
                peak(usual),
                cpu(shortLived),
                perPacket(shortLived, packets),
                peak(shortLived),
                cpu(unchanged));
    }

    private Cost run(Path pdl, Path output, boolean isTuned) throws IOException, InterruptedException {
        return ProcessMeter.run(Contestant.packetwright(cliJar, pdl, output, isTuned), work.resolve("log"));
    }

    private static String cpu(List<Cost> costs) {
        return String.format(Locale.ROOT, "%.2f", GeneratorBenchmark.median(costs, Cost::cpuSeconds));
    }

    private static String perPacket(List<Cost> costs, int packets) {
        return String.format(Locale.ROOT, "%.1f", 1_000 * GeneratorBenchmark.median(costs, Cost::cpuSeconds) / packets);
    }

    private static String peak(List<Cost> costs) {
        return String.format(Locale.ROOT, "%.0f", GeneratorBenchmark.median(costs, Cost::peakMebibytes));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
