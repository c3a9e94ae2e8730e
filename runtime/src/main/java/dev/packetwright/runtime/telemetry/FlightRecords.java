package dev.packetwright.runtime.telemetry;

import java.net.SocketAddress;

/**
 * What goes into a Java Flight Recorder recording: {@code dev.packetwright.SessionOpen}, {@code SessionEnd},
 * {@code SlowConsumer} and {@code SlowLoopTurn}. On a runtime image without {@code jdk.jfr} nothing does, and no class
 * that needs it is loaded. All methods may be called by any thread.
 */
public final class FlightRecords {
    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecords() {}

    /** A session has begun. */
    public static void sessionOpened(SocketAddress remote) {
        if (AVAILABLE) {
            FlightEvents.sessionOpened(remote);
        }
    }

    /** A session has ended. */
    public static void sessionEnded(SocketAddress remote, Enum<?> reason, String detail, long unsentBytes) {
        if (AVAILABLE) {
            FlightEvents.sessionEnded(remote, reason, detail, unsentBytes);
        }
    }

    /** A session's queue has been found above its soft limit for the first time, or again after a break. */
    public static void slowConsumer(SocketAddress remote, int queuedBytes) {
        if (AVAILABLE) {
            FlightEvents.slowConsumer(remote, queuedBytes);
        }
    }

    /** A turn of a loop took so long that its sessions noticed. */
    public static void slowTurn(String loop, long nanos) {
        if (AVAILABLE) {
            FlightEvents.slowTurn(loop, nanos);
        }
    }
}
