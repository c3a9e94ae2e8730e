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

/** Bots in several rooms and at several nodes: each room has some at each node. */
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

    /** Connects that many bots for each room and node, and waits until each is in its room. */
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
            throw new IOException("not every bot got into its room within " + PATIENCE_SECONDS + " s");
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
                // As the crowd is, by now.
            }
        }
    }

    /** From now on every bot says so many lines a second. */
    void chat(int rate) {
        chatTogether(rate * bots.size());
    }

    /** From now on all bots together say so many lines a second, at an even rate, one bot shortly after another. */
    void chatTogether(int rate) {
        pause();
        long period = TimeUnit.SECONDS.toNanos(1) * bots.size() / rate;
        for (int i = 0; i < bots.size(); i++) {
            chatting.add(timer.scheduleAtFixedRate(
                    bots.get(i)::say, period * i / bots.size(), period, TimeUnit.NANOSECONDS));
        }
    }

    /** Nobody says anything more for now. */
    void pause() {
        chatting.forEach(bot -> bot.cancel(false));
        chatting.clear();
    }

    /** Waits until nothing more is heard. */
    void awaitQuiet() throws InterruptedException {
        int[] before = {-1};
        await(() -> {
            int heard = rooms.stream().mapToInt(Ledger::size).sum();
            boolean quiet = heard == before[0];
            before[0] = heard;
            return quiet;
        });
    }

    int said() {
        return bots.stream().mapToInt(Bot::said).sum();
    }

    int refused() {
        return bots.stream().mapToInt(Bot::refused).sum();
    }

    List<Ledger> rooms() {
        return rooms;
    }

    /** Waits until in each room somebody has heard something that is newer than this call, and every bot is in its room. */
    boolean awaitEverybodyChatting() throws InterruptedException {
        long now = System.nanoTime();
        return await(() -> rooms.stream().allMatch(room -> room.lastHeard() - now > 0)
                && bots.stream().allMatch(Bot::isJoined));
    }

    /** Lets the bots fall silent, waits until nothing more is heard, and says what came of it. */
    Result fallSilent() throws InterruptedException {
        timer.shutdownNow();
        awaitQuiet();
        return new Result(
                said(),
                refused(),
                rooms.stream().mapToInt(Ledger::size).sum(),
                rooms.stream().mapToInt(room -> room.missing(true)).sum(),
                rooms.stream().mapToInt(room -> room.missing(false)).sum(),
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
     * What came of it.
     *
     * @param said lines that bots have sent
     * @param refused lines that a node has refused, and other words of the nodes
     * @param taken lines that rooms have taken
     * @param missing how often a bot has missed one of them, of its room's last life
     * @param missingBefore how often, of a life before: only a room that has died with its node may lose any
     * @param complaints what else was wrong
     */
    record Result(int said, int refused, int taken, int missing, int missingBefore, List<String> complaints) {
        boolean isFlawless() {
            return said == taken + refused && missing == 0 && missingBefore == 0 && complaints.isEmpty();
        }

        @Override
        public String toString() {
            return "said=" + said + " refused=" + refused + " taken=" + taken + " missing=" + missing
                    + " missingBefore=" + missingBefore;
        }
    }
}
