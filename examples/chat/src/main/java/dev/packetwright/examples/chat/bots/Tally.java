package dev.packetwright.examples.chat.bots;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all bots together have heard. */
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

    /** A bot has heard itself, and so is in the room. */
    void joined() {
        yetToJoin.countDown();
    }

    /** Waits until all bots are in the room; returns whether they are. */
    boolean awaitJoined(int seconds) throws InterruptedException {
        return yetToJoin.await(seconds, TimeUnit.SECONDS) && !haveAllLeft();
    }

    /** A bot has heard a line. */
    void heard() {
        if (heard.incrementAndGet() >= expected) {
            nothingMoreToCome.countDown();
        }
    }

    /** A bot's session has ended. */
    void left() {
        yetToJoin.countDown(); // if it has not joined, it never will
        if (yetToLeave.decrementAndGet() == 0) {
            nothingMoreToCome.countDown();
        }
    }

    /** Whether no bot is left. */
    boolean haveAllLeft() {
        return yetToLeave.get() == 0;
    }

    /** Waits until that many lines have been heard, or no more come. Returns how many have been. */
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

    /** Whether the bots may go. */
    boolean isOver() {
        return over;
    }

    /** Something is wrong, whatever the numbers say. */
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
