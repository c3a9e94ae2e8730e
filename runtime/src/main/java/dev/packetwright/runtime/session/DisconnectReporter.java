package dev.packetwright.runtime.session;

import dev.packetwright.runtime.telemetry.BoundedLog;
import dev.packetwright.runtime.telemetry.FlightRecords;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;

/** Makes the end of a session visible: in the counters, in a flight recording, in the log. */
final class DisconnectReporter {
    private static final BoundedLog ENDS = new BoundedLog(Connection.class);
    private static final BoundedLog FAILURES = new BoundedLog(Connection.class);

    private DisconnectReporter() {}

    static void publish(Disconnect disconnect, SocketAddress peer, Counters counters) {
        counters.sessionsEnded.increment();
        counters.ended(disconnect.reason());
        FlightRecords.sessionEnded(peer, disconnect.reason(), disconnect.detail(), disconnect.unsentBytes());
        if (disconnect.reason() == DisconnectReason.HANDLER_FAILED) {
            String what = "a handler failed, the session with " + peer + " has ended";
            FAILURES.log(Level.WARNING, what, disconnect.cause().orElse(null));
        } else {
            ENDS.log(Level.DEBUG, () -> "the session with " + peer + " has ended: " + disconnect);
        }
    }
}
