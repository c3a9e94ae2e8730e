package dev.packetwright.runtime.telemetry;

import java.net.SocketAddress;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The event types. This class and its nested classes are the only ones that need {@code jdk.jfr}. */
final class FlightEvents {
    private FlightEvents() {}

    static void sessionOpened(SocketAddress remote) {
        var event = new SessionOpen();
        if (event.shouldCommit()) {
            event.remote = remote.toString();
            event.commit();
        }
    }

    static void sessionEnded(SocketAddress remote, Enum<?> reason, String detail, long unsentBytes) {
        var event = new SessionEnd();
        if (event.shouldCommit()) {
            event.remote = remote.toString();
            event.reason = reason.name();
            event.detail = detail;
            event.unsent = unsentBytes;
            event.commit();
        }
    }

    static void slowConsumer(SocketAddress remote, int queuedBytes) {
        var event = new SlowConsumer();
        if (event.shouldCommit()) {
            event.remote = remote.toString();
            event.queued = queuedBytes;
            event.commit();
        }
    }

    static void slowTurn(String loop, long nanos) {
        var event = new SlowLoopTurn();
        if (event.shouldCommit()) {
            event.loop = loop;
            event.time = nanos;
            event.commit();
        }
    }

    @Name("dev.packetwright.SessionOpen")
    @Label("Session Open")
    @Category("Packetwright")
    @StackTrace(false)
    static final class SessionOpen extends Event {
        @Label("Remote Address")
        String remote = "";
    }

    @Name("dev.packetwright.SessionEnd")
    @Label("Session End")
    @Category("Packetwright")
    @StackTrace(false)
    static final class SessionEnd extends Event {
        @Label("Remote Address")
        String remote = "";

        @Label("Reason")
        String reason = "";

        @Label("Detail")
        String detail = "";

        @Label("Unsent Bytes")
        @DataAmount
        long unsent;
    }

    @Name("dev.packetwright.SlowConsumer")
    @Label("Slow Consumer")
    @Description("A session's send queue is above its soft limit")
    @Category("Packetwright")
    @StackTrace(false)
    static final class SlowConsumer extends Event {
        @Label("Remote Address")
        String remote = "";

        @Label("Queued Bytes")
        @DataAmount
        int queued;
    }

    @Name("dev.packetwright.SlowLoopTurn")
    @Label("Slow Loop Turn")
    @Description("A turn of an event loop took more than 10 ms; its sessions waited meanwhile")
    @Category("Packetwright")
    @StackTrace(false)
    static final class SlowLoopTurn extends Event {
        @Label("Loop")
        String loop = "";

        @Label("Time")
        @Timespan
        long time;
    }
}
