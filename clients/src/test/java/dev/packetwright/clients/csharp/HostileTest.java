package dev.packetwright.clients.csharp;

import dev.packetwright.testing.NeedsMono;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers, transports and programs that do the worst they can. No network is needed for that. */
@NeedsMono
class HostileTest {
    private static final int SOME = 300;
    private static final int MANY = 1500;

    @Test
    void aServerThatFloodsAndDoesNotReadIsNoticed() {
        Scenarios.run("flood-without-reading");
    }

    @Test
    void aSessionThatHadNothingToSendDuringAFloodIsNotStalled() {
        Scenarios.run("quick-after-flood");
    }

    @Test
    void aSessionOfAnOldConnectorIsNotStalledFromTheBeginning() {
        Scenarios.run("late-handshake");
    }

    @Test
    void aServerIsNotSilentWhileItsPacketsWait() {
        Scenarios.run("not-idle-in-a-flood");
    }

    @Test
    void theServerIsPingedDuringAFlood() {
        Scenarios.run("pings-in-a-flood");
    }

    @Test
    void aTransportThatThrowsEndsItsOwnConnection() {
        Scenarios.run("transport-throws");
        Scenarios.run("transport-lies");
        Scenarios.run("no-transport");
    }

    @Test
    void onlyOneThreadPolls() {
        Scenarios.run("poll-on-two-threads");
    }

    @Test
    void anyThreadMayDispose() {
        Scenarios.run("dispose-on-another-thread");
        Scenarios.run("dispose-while-polling", SOME);
    }

    @Tag("full")
    @Test
    void anyThreadMayDisposeAtAnyMoment() {
        Scenarios.run("dispose-while-polling", MANY);
    }

    @Test
    void callbacksMayDoEverythingButPoll() {
        Scenarios.run("callbacks-do-everything");
    }
}
