package dev.packetwright.examples.chat.bots;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The lines that all bots together have received. */
final class Tally {
    private static final int MAX_COMPLAINTS = 20;
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch yetToJoin;
    private final CountDownLatch nothingMoreToCome = new CountDownLatch(1);
    private final AtomicInteger yetToLeave;
    private final AtomicLong heard = new AtomicLong();
    private final AtomicInteger complained = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile long expected = Long.MAX_VALUE;
    private volatile boolean over;

    Tally(int bots) {
        yetToJoin = new CountDownLatch(bots);
        yetToLeave = new AtomicInteger(bots);
    }

    /** Records that a bot has received its own greeting and so is in the room. */
    void joined() {
        yetToJoin.countDown();
    }

    /** Waits until all bots are in the room. Returns whether they are. */
    boolean awaitJoined(int seconds) throws InterruptedException {
        return yetToJoin.await(seconds, TimeUnit.SECONDS) && !haveAllLeft();
    }

    /** Records a line that a bot has received. */
    void heard() {
        if (heard.incrementAndGet() >= expected) {
            nothingMoreToCome.countDown();
        }
    }

    /** Records the end of a bot's session. */
    void left() {
        yetToJoin.countDown(); // a bot that has not joined cannot join after this
        if (yetToLeave.decrementAndGet() == 0) {
            nothingMoreToCome.countDown();
        }
    }

    /** Whether the sessions of all bots have ended. */
    boolean haveAllLeft() {
        return yetToLeave.get() == 0;
    }

    /**
     * Waits until the expected number of lines has arrived, or until no more lines arrive. Returns the number of lines
     * that have arrived.
     */
    long awaitHeard(long lines) throws InterruptedException {
        expected = lines;
        long before = -1;
        long now = heard.get();
        while (now < lines && now > before && !haveAllLeft()) {
            before = now;
            nothingMoreToCome.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            now = heard.get();
        }
        over = true;
        return now;
    }

    /** Whether the bots may leave. */
    boolean isOver() {
        return over;
    }

    /** Records a problem that the numbers of lines do not show. */
    void complain(String complaint) {
        if (complained.incrementAndGet() <= MAX_COMPLAINTS) {
            complaints.add(complaint);
        }
    }

    /** The first complaints. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
