package dev.packetwright.benchmarks.net.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a load on a server. It prints {@code warm} when the warm-up is over and no packet is in flight, waits for a
 * line, and prints a {@link LoadResult} as one line of JSON after the run. It ends after one more line of input.
 */
public final class LoadGenerator {
    private static final int SELECT_MILLIS = 1_000;
    private static final long LONGEST_SILENCE = Duration.ofSeconds(20).toNanos();

    private final Scenario scenario;
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final Latencies latencies = new Latencies();

    private LoadGenerator(Scenario scenario, Wire wire, int port) throws IOException {
        this.scenario = scenario;
        this.selector = Selector.open();
        for (int i = 0; i < scenario.connections(); i++) {
            clients.add(new Client(i, scenario, wire, port, selector));
        }
        while (!isQuiet(0)) {
            turn(false);
        }
    }

    /**
     * Runs the process.
     *
     * @param args a {@link Scenario}'s {@link Scenario#spec()}; a {@link Wire}; the server's port on 127.0.0.1; the seconds
     *     of warm-up; the seconds of the run
     * @throws IOException if the server stops answering
     */
    public static void main(String[] args) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var load = new LoadGenerator(Scenario.parse(args[0]), Wire.valueOf(args[1]), Integer.parseInt(args[2]));
        load.run(Duration.ofSeconds(Integer.parseInt(args[3])));
        System.out.println("warm");
        orders.readLine();
        LoadResult result = load.run(Duration.ofSeconds(Integer.parseInt(args[4])));
        System.out.println(new ObjectMapper().writeValueAsString(result));
        orders.readLine();
    }

    /** Sends for the given time and then waits for all answers. */
    private LoadResult run(Duration time) throws IOException {
        latencies.begin();
        long before = said();
        long end = System.nanoTime() + time.toNanos();
        for (Client client : clients) {
            client.send();
        }
        boolean repeats = scenario.kind() != Scenario.Kind.IDLE;
        while (repeats && System.nanoTime() < end) {
            turn(true);
        }
        while (!isQuiet(deliveries(said() - before))) {
            turn(false);
        }
        clients.forEach(Client::rest);
        return latencies.result();
    }

    private long said() {
        return clients.stream().mapToLong(Client::said).sum();
    }

    private long deliveries(long said) {
        return scenario.kind() == Scenario.Kind.BROADCAST ? said * clients.size() : said;
    }

    private boolean isQuiet(long heard) {
        return latencies.count() >= heard && clients.stream().allMatch(Client::isAnswered);
    }

    private void turn(boolean again) throws IOException {
        long before = latencies.count();
        long start = System.nanoTime();
        while (selector.select(SELECT_MILLIS) == 0) {
            if (System.nanoTime() - start > LONGEST_SILENCE) {
                throw new IOException("the server is silent after " + before + " packets");
            }
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((Client) key.attachment()).turn(latencies, again);
        }
        selector.selectedKeys().clear();
    }
}
