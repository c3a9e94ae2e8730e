package dev.packetwright.runtime.session;

import dev.packetwright.runtime.telemetry.BoundedLog;
import dev.packetwright.runtime.telemetry.FlightRecords;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Reports the end of a session to the counters, the flight recorder and the log. */
final class DisconnectReporter {
    private static final BoundedLog LOG = new BoundedLog(Connection.class);

    private DisconnectReporter() {}

    static void publish(Disconnect disconnect, SocketAddress peer, Counters counters) {
        counters.sessionsEnded.increment();
        counters.ended(disconnect.reason());
        FlightRecords.sessionEnded(peer, disconnect.reason(), disconnect.detail(), disconnect.unsentBytes());
        if (disconnect.reason() == DisconnectReason.HANDLER_FAILED) {
            String end = ", the session with " + peer + " has ended";
            warn(disconnect.detail(), end, disconnect.cause().orElse(null));
        } else {
            LOG.log(Level.DEBUG, () -> "the session with " + peer + " has ended: " + disconnect);
        }
    }

    /** Another reason stands, which the user's code may have given itself. A failure of that code is not lost. */
    static void publishOvertaken(CloseReason reason, SocketAddress peer) {
        if (reason.reason() == DisconnectReason.HANDLER_FAILED) {
            warn(reason.detail(), " after the end of the session with " + peer, reason.cause());
        }
    }

    private static void warn(String place, String end, @Nullable Throwable failure) {
        LOG.log(Level.WARNING, "a handler failed" + (place.isEmpty() ? "" : " " + place) + end, failure);
    }
}
