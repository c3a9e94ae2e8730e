package dev.packetwright.runtime.telemetry;

import dev.packetwright.runtime.host.CurrentHost;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link System.Logger} that accepts at most twenty messages in ten seconds and reports the number
 * of messages left out, so that a peer cannot fill a disk with log messages. Details, the messages below {@link
 * Level#INFO}, are counted by themselves, so that they never take the place of a warning. The host of the thread learns of
 * each exception, also of one that is left out. It never throws, even if the logger does. Safe for use by many threads.
 */
public final class BoundedLog {
    private final Logger logger;
    private final Window warnings;
    private final Window details;

    /** Makes a log named after the class. */
    public BoundedLog(Class<?> owner) {
        this(System.getLogger(owner.getName()), System::nanoTime);
    }

    BoundedLog(Logger logger, LongSupplier nanoTime) {
        this.logger = logger;
        loadWhatLoggingNeeds();
        warnings = new Window(nanoTime);
        details = new Window(nanoTime);
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
            if (thrown != null) {
                CurrentHost.get().caught(thrown);
            }
            if (logger.isLoggable(level)) {
                long before = windowOf(level).enter();
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

    private Window windowOf(Level level) {
        return level.getSeverity() < Level.INFO.getSeverity() ? details : warnings;
    }

    /** Counts the messages of the last ten seconds. */
    private static final class Window {
        static final int MAX_MESSAGES = 20;
        private static final long LENGTH = 10_000_000_000L;

        private final LongSupplier nanoTime;
        private long start;
        private int messages;
        private long leftOut;

        Window(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            start = nanoTime.getAsLong();
        }

        /** Returns the number of messages left out before this one, or -1 if this one is left out, too. */
        synchronized long enter() {
            long now = nanoTime.getAsLong();
            if (now - start >= LENGTH) {
                start = now;
                messages = 0;
            }
            if (messages == MAX_MESSAGES) {
                leftOut++;
                return -1;
            }
            messages++;
            long before = leftOut;
            leftOut = 0;
            return before;
        }
    }
}
