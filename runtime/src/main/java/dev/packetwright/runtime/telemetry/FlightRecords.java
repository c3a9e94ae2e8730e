package dev.packetwright.runtime.telemetry;

import java.net.SocketAddress;

/**
 * Writes events to Java Flight Recorder: {@code dev.packetwright.SessionOpen}, {@code SessionEnd}, {@code SlowConsumer}
 * and {@code SlowLoopTurn}. On a runtime image without {@code jdk.jfr} it does nothing and loads no class that needs
 * the module. All methods may be called from any thread.
 */
public final class FlightRecords {
    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecords() {}

    /** A session has started. */
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

    /** The send queue of a session has risen above its soft limit. */
    public static void slowConsumer(SocketAddress remote, int queuedBytes) {
        if (AVAILABLE) {
            FlightEvents.slowConsumer(remote, queuedBytes);
        }
    }

    /** A turn of a loop took more than 10 ms. */
    public static void slowTurn(String loop, long nanos) {
        if (AVAILABLE) {
            FlightEvents.slowTurn(loop, nanos);
        }
    }
}
