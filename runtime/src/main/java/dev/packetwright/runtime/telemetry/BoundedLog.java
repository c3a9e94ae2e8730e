package dev.packetwright.runtime.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link System.Logger} that takes at most {@value #MAX_PER_WINDOW} messages in ten seconds and says how many it has
 * left out: nobody fills a disk by what they make the runtime say. It never throws, whatever the logger does. Safe for
 * use by many threads.
 */
public final class BoundedLog {
    static final int MAX_PER_WINDOW = 20;
    private static final long WINDOW = 10_000_000_000L;

    private final Logger logger;
    private final LongSupplier nanoTime;
    private long windowStart;
    private int inWindow;
    private long leftOut;

    /** Makes a log of the class's name. */
    public BoundedLog(Class<?> owner) {
        this(System.getLogger(owner.getName()), System::nanoTime);
    }

    BoundedLog(Logger logger, LongSupplier nanoTime) {
        this.logger = logger;
        loadWhatLoggingNeeds();
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    /** The configuration and the time zone come from files: when there is something to log, none may be opened. */
    private void loadWhatLoggingNeeds() {
        try {
            logger.isLoggable(Level.ERROR);
            var unused = ZonedDateTime.now(ZoneId.systemDefault());
        } catch (Throwable ignored) {
            // Then it is as well later, or not at all.
        }
    }

    /** Logs a message that is made only if somebody is interested. */
    public void log(Level level, Supplier<String> message) {
        log(level, message, null);
    }

    /** Logs a message and what was thrown. */
    public void log(Level level, String message, @Nullable Throwable thrown) {
        log(level, () -> message, thrown);
    }

    private void log(Level level, Supplier<String> message, @Nullable Throwable thrown) {
        try {
            if (logger.isLoggable(level)) {
                long before = enter();
                if (before >= 0) {
                    logger.log(level, message.get() + leftOutBefore(before), thrown);
                }
            }
        } catch (Throwable ignored) {
            // A full disk, say. There is nobody left to tell.
        }
    }

    private static String leftOutBefore(long count) {
        return count == 0 ? "" : " (" + count + " messages were left out before)";
    }

    /** Returns how many messages have been left out before this one, or -1 if it is left out, too. */
    private synchronized long enter() {
        long now = nanoTime.getAsLong();
        if (now - windowStart >= WINDOW) {
            windowStart = now;
            inWindow = 0;
        }
        if (inWindow == MAX_PER_WINDOW) {
            leftOut++;
            return -1;
        }
        inWindow++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
