package dev.packetwright.benchmarks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command to its end and reads its costs from {@code /proc}, so it works on Linux only. Commands run one at a
 * time, because the CPU time is the sum over all ended children.
 */
final class ProcessMeter {
    /**
     * The index of {@code cutime} in {@code /proc/self/stat}, counted after the command's name; {@code cstime} follows.
     */
    private static final int FIRST_CHILD_TIME = 13;

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every current Linux
    private static final int POLL_MILLIS = 5;

    private ProcessMeter() {}

    /**
     * The costs of a command.
     *
     * @param cpuSeconds user and system time of all its threads
     * @param peakMebibytes the peak of resident memory
     */
    record Cost(double cpuSeconds, double wallSeconds, double peakMebibytes) {}

    /** @throws IOException with the output of the command if its exit code is not 0 */
    static Cost run(List<String> command, Path log) throws IOException, InterruptedException {
        double before = childrenSeconds();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        double peak = 0;
        do {
            peak = Math.max(peak, peakMebibytes(process.pid()));
        } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
        return new Cost(childrenSeconds() - before, wall, peak);
    }

    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[FIRST_CHILD_TIME]) + Long.parseLong(fields[FIRST_CHILD_TIME + 1]))
                / TICKS_PER_SECOND;
    }

    private static double peakMebibytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
