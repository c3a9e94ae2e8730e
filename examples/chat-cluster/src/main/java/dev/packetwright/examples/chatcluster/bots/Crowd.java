package dev.packetwright.examples.chatcluster.bots;

import dev.packetwright.runtime.session.Connector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Bots in several rooms and on several nodes. Each room has bots on each node. */
final class Crowd implements AutoCloseable {
    private static final int RECONNECT_MILLIS = 100;
    private static final int PATIENCE_SECONDS = 60;

    private final List<InetSocketAddress> nodes;
    private final List<Ledger> rooms = new ArrayList<>();
    private final List<Bot> bots = new ArrayList<>();
    private final Connector connector;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> chatting = new ArrayList<>();
    private final AtomicLong attempts = new AtomicLong();
    private volatile boolean over;

    private Crowd(List<InetSocketAddress> nodes) throws IOException {
        this.nodes = nodes;
        this.connector = Connector.open();
    }

    /** Connects bots, and waits until each one is in its room. */
    static Crowd gather(List<InetSocketAddress> nodes, int rooms, int botsPerRoomAndNode)
            throws IOException, InterruptedException {
        var crowd = new Crowd(nodes);
        String run = UUID.randomUUID().toString().substring(0, 8);
        for (int room = 0; room < rooms; room++) {
            crowd.rooms.add(new Ledger("room-" + run + "-" + room));
        }
        for (int bot = 0; bot < rooms * nodes.size() * botsPerRoomAndNode; bot++) {
            int room = bot % rooms;
            crowd.bots.add(new Bot(bot, "room-" + run + "-" + room, run, crowd.rooms.get(room), crowd::reconnect));
        }
        for (Bot bot : crowd.bots) {
            crowd.connect(bot, nodes.get(bot.number() / rooms % nodes.size()));
        }
        if (!await(() -> crowd.bots.stream().allMatch(Bot::hasJoined))) {
            crowd.close();
            throw new IOException("not every bot entered its room within " + PATIENCE_SECONDS + " s");
        }
        return crowd;
    }

    private void connect(Bot bot, InetSocketAddress node) {
        var unused = connector.connect(node, bot::newConnection).whenComplete((session, failure) -> {
            if (failure != null) {
                reconnect(bot);
            }
        });
    }

    private void reconnect(Bot bot) {
        if (!over) {
            try {
                InetSocketAddress node = nodes.get((int) (attempts.incrementAndGet() % nodes.size()));
                var unused = timer.schedule(() -> connect(bot, node), RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                // The crowd is closed as well.
            }
        }
    }

    /** Lets every bot send lines at a rate in lines per second. */
    void chat(int rate) {
        chatTogether(rate * bots.size());
    }

    /** Lets all bots together send lines at a rate in lines per second, evenly spread. */
    void chatTogether(int rate) {
        pause();
        long period = TimeUnit.SECONDS.toNanos(1) * bots.size() / rate;
        for (int i = 0; i < bots.size(); i++) {
            chatting.add(timer.scheduleAtFixedRate(
                    bots.get(i)::speak, period * i / bots.size(), period, TimeUnit.NANOSECONDS));
        }
    }

    /** Stops sending lines until the next rate is set. */
    void pause() {
        chatting.forEach(bot -> bot.cancel(false));
        chatting.clear();
    }

    /** Waits until no more lines arrive. */
    void awaitQuiet() throws InterruptedException {
        int[] before = {-1};
        await(() -> {
            int size = rooms.stream().mapToInt(Ledger::size).sum();
            boolean quiet = size == before[0];
            before[0] = size;
            return quiet;
        });
    }

    int sent() {
        return bots.stream().mapToInt(Bot::sent).sum();
    }

    int refused() {
        return bots.stream().mapToInt(Bot::refused).sum();
    }

    List<Ledger> rooms() {
        return rooms;
    }

    /** Waits until each room has received a line since this call and every bot is in its room. */
    boolean awaitAllRoomsActive() throws InterruptedException {
        long now = System.nanoTime();
        return await(() -> rooms.stream().allMatch(room -> room.lastReceived() - now > 0)
                && bots.stream().allMatch(Bot::isJoined));
    }

    /** Stops the bots, waits until no more lines arrive, and returns the result. */
    Result finish() throws InterruptedException {
        timer.shutdownNow();
        awaitQuiet();
        return new Result(
                sent(),
                refused(),
                rooms.stream().mapToInt(Ledger::size).sum(),
                rooms.stream().mapToInt(Ledger::missing).sum(),
                rooms.stream().mapToInt(Ledger::missingBefore).sum(),
                rooms.stream().flatMap(room -> room.complaints().stream()).toList());
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return true;
    }

    @Override
    public void close() {
        over = true;
        timer.shutdownNow();
        connector.close();
    }

    /**
     * The result of a run.
     *
     * @param sent the lines that bots have sent
     * @param refused the lines that nodes have refused
     * @param taken the lines that rooms have taken
     * @param missing the missing lines of the rooms' last epochs, counted once for each bot
     * @param missingBefore the missing lines of earlier epochs; only a room that died with its node may lose any
     * @param complaints the violations of other guarantees
     */
    record Result(int sent, int refused, int taken, int missing, int missingBefore, List<String> complaints) {
        boolean isFlawless() {
            return sent == taken + refused && missing == 0 && missingBefore == 0 && complaints.isEmpty();
        }

        @Override
        public String toString() {
            return "sent=" + sent + " refused=" + refused + " taken=" + taken + " missing=" + missing
                    + " missingBefore=" + missingBefore;
        }
    }
}
