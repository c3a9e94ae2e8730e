package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.testing.NeedsMono;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What polls report, in which order, how much of it, and what happens without them. */
@NeedsMono
class PollTest {
    private static final int STILL_MILLISECONDS = 300;
    private static final long PATIENCE = 30_000_000_000L;

    private static RawServer threePackets() {
        return new RawServer(socket -> {
            socket.getOutputStream()
                    .write(RawServer.join(RawServer.packet(1, 10), RawServer.packet(2, 5000), RawServer.packet(3, 0)));
            socket.close();
        });
    }

    private static RawServer endless() {
        return new RawServer(socket -> {
            byte[] packet = RawServer.packet(1, 50);
            while (true) {
                socket.getOutputStream().write(packet);
            }
        });
    }

    @Test
    void connectPacketsAndEndComeInTheirOrder() {
        try (RawServer server = threePackets()) {
            Scenarios.run("order", server.port(), RawServer.unusedPort());
        }
    }

    @Test
    void numberAndTimeAreLimited() {
        try (RawServer server = threePackets()) {
            Scenarios.run("limits", server.port());
        }
    }

    @Test
    void eachSessionHasItsTurn() {
        try (RawServer server = endless()) {
            Scenarios.run("fair", server.port());
        }
    }

    @Test
    void aHandlerThatThrowsEndsItsSessionAndNoOther() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("handler-throws", server.port());
            Scenarios.run("on-connected-throws", server.port());
        }
    }

    @Test
    void exceptionsOfTheLastCallbacksComeOutOfThePoll() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("on-disconnected-throws", server.port());
            Scenarios.run("listener-throws", RawServer.unusedPort());
        }
    }

    @Test
    void aPollInACallbackIsRefused() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("reentrant", server.port());
        }
    }

    @Test
    void aPauseCountsAsTwoSeconds() {
        Scenarios.run("pause");
    }

    /** The server can send what fits into the queues of both systems and of the client, and then it has to wait. */
    @Test
    void aClientThatDoesNotPollStopsTheServer() throws InterruptedException {
        int all = 5000;
        AtomicInteger sent = new AtomicInteger();
        AtomicBoolean goOn = new AtomicBoolean(true);
        try (RawServer server = new RawServer(socket -> sendUntil(goOn, socket, all, sent))) {
            Scenarios.run("not-polled", server.port());
            awaitStill(sent);
            assertThat(sent.get())
                    .as("packets of 10 kB before the server waits")
                    .isLessThan(all);
            goOn.set(false);
            // The packet that is being written is sent as well, once the client reads.
            Scenarios.run("polled-at-last", sent.get() + 1);
        }
    }

    private static void sendUntil(AtomicBoolean goOn, Socket socket, int all, AtomicInteger sent) throws Exception {
        byte[] packet = RawServer.packet(7, 9996);
        while (sent.get() < all && goOn.get()) {
            socket.getOutputStream().write(packet);
            sent.incrementAndGet();
        }
        socket.close();
    }

    /** Waits until a number has grown and then stood still for a while. */
    private static void awaitStill(AtomicInteger number) throws InterruptedException {
        long start = System.nanoTime();
        int before = 0;
        for (int now = number.get(); now == 0 || now != before; now = number.get()) {
            assertThat(System.nanoTime() - start)
                    .as("time until the server waits")
                    .isLessThan(PATIENCE);
            before = now;
            Thread.sleep(STILL_MILLISECONDS);
        }
    }
}
