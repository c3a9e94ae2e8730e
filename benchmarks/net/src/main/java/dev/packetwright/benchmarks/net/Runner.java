package dev.packetwright.benchmarks.net;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.packetwright.benchmarks.net.load.LoadGenerator;
import dev.packetwright.benchmarks.net.load.LoadResult;
import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.server.Contestant;
import dev.packetwright.benchmarks.net.server.ServerMain;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a server and a load, each in a process on a core of its own. */
public final class Runner {
    private static final int SERVER_CORE = 0;
    private static final int LOAD_CORE = 1;
    private static final int SETTLING_SECONDS = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String warmUpSeconds;
    private final String seconds;

    /** The lengths of warm-up and measurement. */
    public Runner(int warmUpSeconds, int seconds) {
        this.warmUpSeconds = String.valueOf(warmUpSeconds);
        this.seconds = String.valueOf(seconds);
    }

    /** Measures one server under one load. */
    public Run run(Contestant contestant, Scenario scenario, int round) throws IOException, InterruptedException {
        try (var server = new Child(SERVER_CORE, ServerMain.class, List.of(contestant.name()))) {
            String port = server.answer();
            return scenario.kind() == Scenario.Kind.IDLE
                    ? idle(contestant, scenario, round, server, port)
                    : busy(contestant, scenario, round, server, port);
        }
    }

    private Run busy(Contestant contestant, Scenario scenario, int round, Child server, String port)
            throws IOException {
        try (var load = load(contestant, scenario, port)) {
            load.answer();
            String[] before = server.ask("work").split(" ", -1);
            LoadResult result = JSON.readValue(load.ask("go"), LoadResult.class);
            String[] after = server.ask("work").split(" ", -1);
            double cpuMicros = each(before[0], after[0], result.packets()) / 1e3;
            double allocated = each(before[1], after[1], result.packets());
            return new Run(contestant, scenario, round, cpuMicros, allocated, result, 0, 0);
        }
    }

    /**
     * The first load warms up classes, compiler and pools. The memory added by the second one belongs to the
     * connections.
     */
    private Run idle(Contestant contestant, Scenario scenario, int round, Child server, String port)
            throws IOException, InterruptedException {
        try (var first = load(contestant, Scenario.echo(512), port)) {
            first.answer();
        }
        String[] before = memoryWhenSettled(server);
        try (var load = load(contestant, scenario, port)) {
            load.answer();
            String[] after = memoryWhenSettled(server);
            LoadResult result = JSON.readValue(load.ask("go"), LoadResult.class);
            double heap = each(before[0], after[0], scenario.connections());
            double resident = each(before[1], after[1], scenario.connections());
            return new Run(contestant, scenario, round, 0, 0, result, heap, resident);
        }
    }

    /** A connection counts as idle after a pause. */
    private static String[] memoryWhenSettled(Child server) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        return server.ask("memory").split(" ", -1);
    }

    private static double each(String before, String after, long count) {
        return (double) (Long.parseLong(after) - Long.parseLong(before)) / count;
    }

    private Child load(Contestant contestant, Scenario scenario, String port) throws IOException {
        String wire = contestant.wire().name();
        return new Child(LOAD_CORE, LoadGenerator.class, List.of(scenario.spec(), wire, port, warmUpSeconds, seconds));
    }
}
