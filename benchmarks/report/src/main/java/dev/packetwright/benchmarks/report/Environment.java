package dev.packetwright.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The environment that figures depend on, without names of machines or people. */
public final class Environment {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Environment() {}

    /** JDK, operating system and processor, in printing order. */
    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("jdk", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        facts.put("vm", System.getProperty("java.vm.name"));
        facts.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("cpu", cpu());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put(
                "load",
                String.format(
                        "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return facts;
    }

    private static String cpu() {
        if (!Files.isReadable(CPUS)) {
            return System.getProperty("os.arch");
        }
        try {
            return firstModel(Files.readAllLines(CPUS));
        } catch (IOException unreadable) {
            return System.getProperty("os.arch");
        }
    }

    private static String firstModel(List<String> lines) {
        return Stream.of("model name", "cpu family", "Model")
                .flatMap(key ->
                        lines.stream().filter(line -> line.startsWith(key)).limit(1))
                .map(line -> line.replaceFirst("\\s*:\\s*", " "))
                .reduce((a, b) -> a + ", " + b)
                .orElse("unknown")
                .replace("model name ", "");
    }
}
