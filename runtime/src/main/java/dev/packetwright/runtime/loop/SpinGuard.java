package dev.packetwright.runtime.loop;

import java.util.concurrent.TimeUnit;

/**
 * Detects a selector that repeatedly returns too early and with nothing to do. Some operating systems have had this bug;
 * a new selector cures it. Used by the loop's thread only.
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

    /** Called after each wait of the selector. */
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
