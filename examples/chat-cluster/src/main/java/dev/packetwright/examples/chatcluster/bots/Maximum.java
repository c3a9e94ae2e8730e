package dev.packetwright.examples.chatcluster.bots;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The search for the maximum rate of all rooms together: no line is refused, the bots can keep up, and 99 % of the lines
 * arrive within 250 ms.
 */
final class Maximum {
    private static final int FIRST_RATE = 500;
    private static final int LAST_RATE = 512_000;
    private static final int HALVINGS = 4;
    private static final int SECONDS = 4;
    private static final double SENT = 0.97;
    private static final long PROMPT = TimeUnit.MILLISECONDS.toNanos(250);

    private final Crowd crowd;

    private Maximum(Crowd crowd) {
        this.crowd = crowd;
    }

    /** Takes one to two minutes. Returns lines per second; 0 if the lowest rate is too high. */
    static int find(Crowd crowd) throws InterruptedException {
        return new Maximum(crowd).find();
    }

    private int find() throws InterruptedException {
        int good = 0;
        int bad = FIRST_RATE;
        while (bad <= LAST_RATE && isSustained(bad)) {
            good = bad;
            bad *= 2;
        }
        for (int i = 0; i < HALVINGS && good > 0; i++) {
            int rate = (good + bad) / 2;
            if (isSustained(rate)) {
                good = rate;
            } else {
                bad = rate;
            }
        }
        return good;
    }

    /** Tries twice, because other processes of this machine may disturb one attempt. */
    private boolean isSustained(int rate) throws InterruptedException {
        boolean first = succeeds(rate);
        return first || succeeds(rate);
    }

    private boolean succeeds(int rate) throws InterruptedException {
        crowd.rooms().forEach(Ledger::takeDelays);
        int sent = crowd.sent();
        int refused = crowd.refused();
        crowd.chatTogether(rate);
        TimeUnit.SECONDS.sleep(SECONDS);
        sent = crowd.sent() - sent;
        crowd.pause();
        crowd.awaitQuiet();
        refused = crowd.refused() - refused;
        List<Long> delays = crowd.rooms().stream()
                .flatMap(room -> room.takeDelays().stream())
                .sorted()
                .toList();
        long late = delays.isEmpty() ? Long.MAX_VALUE : delays.get((int) (delays.size() * 0.99));
        System.out.printf(
                "%d lines/s: sent %d, refused %d, 99 %% received within %d ms%n",
                rate, sent / SECONDS, refused, TimeUnit.NANOSECONDS.toMillis(late));
        return refused == 0 && sent >= SENT * rate * SECONDS && late <= PROMPT;
    }
}
