package dev.packetwright.benchmarks.testkit;

import dev.packetwright.benchmarks.report.Environment;
import dev.packetwright.benchmarks.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Runs {@link HandlerTests} one after another, and prints the environment and a table. What counts is the processor time
 * of the whole process, garbage collection and compilation included, because other load does not change it much.
 */
public final class TestkitBenchmark {
    private static final int BATCH = 100;

    private TestkitBenchmark() {}

    /** A whole test of a handler. */
    private interface HandlerTest {
        void run() throws IOException;
    }

    /** Takes one argument: the seconds of processor time for each test, half of them to warm up. */
    public static void main(String[] arguments) throws IOException {
        Environment.describe().forEach((what, value) -> System.out.println("- " + what + ": " + value));
        var time = Duration.ofSeconds(Long.parseLong(arguments[0])).dividedBy(2);
        var tests = new HandlerTests();
        var table = new Table(List.of("test", "tests per second of one core"));
        add(table, "a network, a probe, a packet there and back", tests::network, time);
        add(table, "a recorded session and its handler", tests::recordedSession, time);
        add(table, "the first one over sockets and threads", tests::sockets, time);
        System.out.print("\n" + table);
    }

    private static void add(Table table, String name, HandlerTest test, Duration time) throws IOException {
        perSecond(test, time);
        table.add(List.of(name, String.format(Locale.ROOT, "%,.0f", perSecond(test, time))));
    }

    private static double perSecond(HandlerTest test, Duration time) throws IOException {
        Duration start = processorTime();
        Duration spent = Duration.ZERO;
        long count = 0;
        while (spent.compareTo(time) < 0) {
            for (int i = 0; i < BATCH; i++) {
                test.run();
            }
            count += BATCH;
            spent = processorTime().minus(start);
        }
        return count * 1e9 / spent.toNanos();
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
