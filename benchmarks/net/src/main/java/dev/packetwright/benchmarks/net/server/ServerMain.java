package dev.packetwright.benchmarks.net.server;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A server process. It prints its port and then answers each line of its input: {@code work} with the nanoseconds of
 * CPU time and the bytes of heap allocated so far, {@code memory} with the bytes of heap and of resident memory after a
 * collection. It ends at the end of its input.
 */
public final class ServerMain {
    private static final int COLLECTIONS = 3;

    private ServerMain() {}

    /**
     * Runs the process.
     *
     * @param args a {@link Contestant}
     */
    public static void main(String[] args) throws IOException {
        System.out.println(Contestant.valueOf(args[0]).start());
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(order.equals("memory") ? memory() : work());
        }
        System.exit(0);
    }

    private static String work() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return system.getProcessCpuTime() + " " + allocated;
    }

    private static String memory() throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap + " " + residentBytes();
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
