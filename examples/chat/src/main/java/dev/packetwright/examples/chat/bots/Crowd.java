package dev.packetwright.examples.chat.bots;

import dev.packetwright.runtime.session.Connector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The bots in one room. */
final class Crowd implements AutoCloseable {
    private static final int JOIN_SECONDS = 60;

    private final Connector connector;
    private final List<Bot> bots;
    private final Tally tally;
    private long sent;

    private Crowd(Connector connector, List<Bot> bots, Tally tally) {
        this.connector = connector;
        this.bots = bots;
        this.tally = tally;
    }

    /** Connects bots and waits until each has received its own greeting. */
    static Crowd gather(InetSocketAddress server, int count) throws IOException, InterruptedException {
        String run = UUID.randomUUID().toString().substring(0, 8);
        Tally tally = new Tally(count);
        Connector connector = Connector.open();
        try {
            Crowd crowd = new Crowd(connector, connect(connector, server, count, run, tally), tally);
            crowd.join();
            return crowd;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            connector.close();
            throw failure;
        }
    }

    private static List<Bot> connect(Connector connector, InetSocketAddress server, int count, String run, Tally tally)
            throws IOException, InterruptedException {
        List<CompletableFuture<Bot>> connecting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            connecting.add(connector.connect(server, () -> new Bot(number, count, run, tally)));
        }
        List<Bot> bots = new ArrayList<>();
        for (CompletableFuture<Bot> bot : connecting) {
            try {
                bots.add(bot.get());
            } catch (ExecutionException notConnected) {
                throw new IOException("cannot connect to " + server + ": " + notConnected.getCause(), notConnected);
            }
        }
        return bots;
    }

    private void join() throws IOException, InterruptedException {
        bots.forEach(bot -> bot.say(Line.HELLO));
        if (!tally.awaitJoined(JOIN_SECONDS)) {
            throw new IOException("not every bot has heard itself in the room, after " + JOIN_SECONDS
                    + " seconds or for want of a server");
        }
    }

    /** Lets all bots send their lines in turns at an even rate. Stops when all sessions have ended. */
    void chat(int rate, int lines) {
        double nanosPerLine = (double) TimeUnit.SECONDS.toNanos(1) / rate / bots.size();
        long start = System.nanoTime();
        for (int line = 0; line < lines && !tally.haveAllLeft(); line++) {
            for (int bot = 0; bot < bots.size(); bot++) {
                long due = start + (long) (((long) line * bots.size() + bot) * nanosPerLine);
                awaitNanoTime(due);
                sent += bots.get(bot).say(line) ? 1 : 0;
            }
        }
    }

    /** Waits until a line is due. Returns at once if the line is late, so that delays do not change the rate. */
    private static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Waits for the lines that are still due. */
    Result awaitAllHeard() throws InterruptedException {
        long expected = sent * bots.size();
        long received = tally.awaitHeard(expected);
        return new Result(sent, expected, received, tally.complaints());
    }

    @Override
    public void close() {
        connector.close();
    }

    /**
     * The result of a run.
     *
     * @param sent the number of lines that bots have sent
     * @param expected the number of lines that should have arrived: each one at every bot
     * @param received the number of lines that did arrive
     * @param complaints other problems
     */
    record Result(long sent, long expected, long received, List<String> complaints) {
        boolean isFlawless() {
            return received == expected && complaints.isEmpty();
        }

        @Override
        public String toString() {
            return "sent=" + sent + " expected=" + expected + " received=" + received + " lost="
                    + (expected - received);
        }
    }
}
