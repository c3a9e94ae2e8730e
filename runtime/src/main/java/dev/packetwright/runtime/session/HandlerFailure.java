package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;

/**
 * A failure of the code that handles a packet.
 *
 * @param place the packet, and the member if the failure names one, in words for a log
 */
record HandlerFailure(String place, Throwable thrown) {
    private static final BoundedLog KEPT = new BoundedLog(Connection.class);

    static HandlerFailure of(PacketReader packet, Throwable thrown) {
        String name = packet.failedName().map(known -> " (" + known + ")").orElse("");
        return new HandlerFailure("at packet " + packet.packetId() + name + memberOf(thrown), thrown);
    }

    private static String memberOf(Throwable thrown) {
        return thrown instanceof PacketTooLargeException tooLarge
                        && !tooLarge.member().isEmpty()
                ? ", sending " + tooLarge.packet() + "." + tooLarge.member()
                : "";
    }

    /** Logs a failure after which the session goes on. A peer may cause it as often as it likes, so the log is bounded. */
    void logKept(Session session) {
        KEPT.log(
                Level.WARNING,
                "a handler failed " + place + ", the session with " + session.remoteAddress() + " is kept",
                thrown);
    }

    /** The end of the session for this failure. */
    RefusalException asEnd() {
        return new RefusalException(CloseReason.abrupt(DisconnectReason.HANDLER_FAILED, place, thrown));
    }
}
