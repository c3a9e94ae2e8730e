package dev.packetwright.runtime.loop;

import dev.packetwright.runtime.telemetry.BoundedLog;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Handles failures without throwing, so that nothing can end a loop, not even a log that fails. */
public final class Quietly {
    private static final BoundedLog LOG = new BoundedLog(EventLoop.class);

    private Quietly() {}

    /** Closes a resource. A failure is logged, as nothing else can be done about it. */
    public static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException failure) {
            report("closing failed", failure);
        }
    }

    /** Logs a failure that is not expected. */
    public static void report(String message, Throwable failure) {
        LOG.log(Level.ERROR, message, failure);
    }
}
