package dev.packetwright.runtime.session;

import java.util.concurrent.TimeUnit;

/**
 * Notices a selector that returns again and again with nothing to do and before its time. Some systems have had them;
 * another selector has cured them. Used by the loop's thread only.
 */
final class SpinGuard {
    enum Advice {
        GO_ON,
        PAUSE,
        REBUILD
    }

    static final int TOLERATED = 512;
    private static final long REBUILD_PERIOD = TimeUnit.SECONDS.toNanos(1);

    private long lastRebuild;
    private int forNothing;

    SpinGuard(long now) {
        this.lastRebuild = now - REBUILD_PERIOD;
    }

    /** To be told of each time that the selector has waited. */
    Advice judge(boolean returnedForNothing, long now) {
        if (!returnedForNothing) {
            forNothing = 0;
            return Advice.GO_ON;
        }
        if (forNothing < TOLERATED) {
            forNothing++;
            return Advice.GO_ON;
        }
        if (now - lastRebuild < REBUILD_PERIOD) {
            return Advice.PAUSE;
        }
        lastRebuild = now;
        forNothing = 0;
        return Advice.REBUILD;
    }
}
