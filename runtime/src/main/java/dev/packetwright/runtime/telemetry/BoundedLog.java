package dev.packetwright.runtime.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link System.Logger} that accepts at most {@value #MAX_PER_WINDOW} messages in ten seconds and reports the number
 * of messages left out, so that a peer cannot fill a disk with log messages. It never throws, even if the logger does.
 * Safe for use by many threads.
 */
public final class BoundedLog {
    static final int MAX_PER_WINDOW = 20;
    private static final long WINDOW = 10_000_000_000L;

    private final Logger logger;
    private final LongSupplier nanoTime;
    private long windowStart;
    private int inWindow;
    private long leftOut;

    /** Makes a log named after the class. */
    public BoundedLog(Class<?> owner) {
        this(System.getLogger(owner.getName()), System::nanoTime);
    }

    BoundedLog(Logger logger, LongSupplier nanoTime) {
        this.logger = logger;
        loadWhatLoggingNeeds();
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    /**
     * Loads the logging configuration and the time zone, as the process may have no descriptors left when it must log.
     */
    private void loadWhatLoggingNeeds() {
        try {
            logger.isLoggable(Level.ERROR);
            var unused = ZonedDateTime.now(ZoneId.systemDefault());
        } catch (Throwable ignored) {
            // Logging is then loaded later, or fails silently.
        }
    }

    /** Logs a message that is made only if the level is enabled. */
    public void log(Level level, Supplier<String> message) {
        log(level, message, null);
    }

    /** Logs a message and an exception. */
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
            // The disk is full, for example. The failure cannot be reported anywhere.
        }
    }

    private static String leftOutBefore(long count) {
        return count == 0 ? "" : " (" + count + " messages were left out before)";
    }

    /** Returns the number of messages left out before this one, or -1 if this one is left out, too. */
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
