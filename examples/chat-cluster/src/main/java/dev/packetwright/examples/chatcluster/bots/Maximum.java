package dev.packetwright.examples.chatcluster.bots;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks for the most lines a second that all rooms together can take for a while: none is refused, the bots can say them,
 * and of a hundred of them ninety-nine are heard within a quarter of a second.
 */
final class Maximum {
    private static final int FIRST_RATE = 500;
    private static final int LAST_RATE = 512_000;
    private static final int HALVINGS = 4;
    private static final int SECONDS = 4;
    private static final double SAID = 0.97;
    private static final long PROMPT = TimeUnit.MILLISECONDS.toNanos(250);

    private final Crowd crowd;

    private Maximum(Crowd crowd) {
        this.crowd = crowd;
    }

    /** Takes a minute or two. Returns lines a second; 0 if even few are too many. */
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

    /** Whoever else works on this machine may spoil it once. */
    private boolean isSustained(int rate) throws InterruptedException {
        boolean atOnce = succeeds(rate);
        return atOnce || succeeds(rate);
    }

    private boolean succeeds(int rate) throws InterruptedException {
        crowd.rooms().forEach(Ledger::takeDelays);
        int said = crowd.said();
        int refused = crowd.refused();
        crowd.chatTogether(rate);
        TimeUnit.SECONDS.sleep(SECONDS);
        said = crowd.said() - said;
        crowd.pause();
        crowd.awaitQuiet();
        refused = crowd.refused() - refused;
        List<Long> delays = crowd.rooms().stream()
                .flatMap(room -> room.takeDelays().stream())
                .sorted()
                .toList();
        long late = delays.isEmpty() ? Long.MAX_VALUE : delays.get((int) (delays.size() * 0.99));
        System.out.printf(
                "%d lines/s: said %d, refused %d, 99 %% heard within %d ms%n",
                rate, said / SECONDS, refused, TimeUnit.NANOSECONDS.toMillis(late));
        return refused == 0 && said >= SAID * rate * SECONDS && late <= PROMPT;
    }
}
