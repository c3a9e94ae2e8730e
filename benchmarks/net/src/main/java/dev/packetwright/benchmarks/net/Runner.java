package dev.packetwright.benchmarks.net;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.packetwright.benchmarks.net.load.LoadGenerator;
import dev.packetwright.benchmarks.net.load.LoadResult;
import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.server.Contestant;
import dev.packetwright.benchmarks.net.server.ServerMain;
import java.io.IOException;
import java.util.List;

/** Runs a server and a load against it, each in a process on a core of its own. */
final class Runner {
    private static final int SERVER_CORE = 0;
    private static final int LOAD_CORE = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String warmUpSeconds;
    private final String seconds;

    Runner(int warmUpSeconds, int seconds) {
        this.warmUpSeconds = String.valueOf(warmUpSeconds);
        this.seconds = String.valueOf(seconds);
    }

    Run run(Contestant contestant, Scenario scenario, int round) throws IOException {
        try (var server = new Child(SERVER_CORE, ServerMain.class, List.of(contestant.name()))) {
            String port = server.answer();
            return scenario.kind() == Scenario.Kind.IDLE
                    ? idle(contestant, scenario, round, server, port)
                    : busy(contestant, scenario, round, server, port);
        }
    }

    private Run busy(Contestant contestant, Scenario scenario, int round, Child server, String port)
            throws IOException {
        try (var load = load(scenario, port)) {
            load.answer();
            long before = Long.parseLong(server.ask("cpu"));
            LoadResult result = JSON.readValue(load.ask("go"), LoadResult.class);
            long used = Long.parseLong(server.ask("cpu")) - before;
            return new Run(contestant, scenario, round, used / 1e3 / result.packets(), result, 0, 0);
        }
    }

    /** The first load is there for the classes, the compiler and the first pools; what comes on top are connections. */
    private Run idle(Contestant contestant, Scenario scenario, int round, Child server, String port)
            throws IOException {
        try (var first = load(Scenario.ECHO_512, port)) {
            first.answer();
        }
        String[] before = server.ask("memory").split(" ", -1);
        try (var load = load(scenario, port)) {
            load.answer();
            String[] after = server.ask("memory").split(" ", -1);
            LoadResult result = JSON.readValue(load.ask("go"), LoadResult.class);
            double heap = perConnection(before[0], after[0], scenario);
            double resident = perConnection(before[1], after[1], scenario);
            return new Run(contestant, scenario, round, 0, result, heap, resident);
        }
    }

    private static double perConnection(String before, String after, Scenario scenario) {
        return (double) (Long.parseLong(after) - Long.parseLong(before)) / scenario.connections();
    }

    private Child load(Scenario scenario, String port) throws IOException {
        return new Child(LOAD_CORE, LoadGenerator.class, List.of(scenario.name(), port, warmUpSeconds, seconds));
    }
}
