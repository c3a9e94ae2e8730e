package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.PingPackets;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.testing.NeedsMono;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sending, receiving, closing from either side, time limits, pings and the memory that packets take. */
@NeedsMono
class SessionTest {
    @Test
    void packetsOfAllSizesComeBack() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("echo", server.port());
        }
    }

    @Test
    void eachThreadsPacketsStayInOrder() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("send-from-threads", server.port());
        }
    }

    @Test
    void aFullSendQueueEndsTheSession() {
        try (RawServer server = new RawServer(socket -> {})) {
            Scenarios.run("send-queue-full", server.port());
        }
    }

    @Test
    void anInvalidPacketLeavesTheSessionAsItWas() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("invalid-packet", server.port());
        }
    }

    @Test
    void theServerCloses() throws InterruptedException {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("server-closes", server.port());
            assertThat(next(server.ends()).reason()).isEqualTo(DisconnectReason.CLOSED_LOCALLY);
        }
    }

    @Test
    void theServerAborts() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("server-aborts", server.port());
        }
    }

    @Test
    void aCloseFlushes() throws InterruptedException {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("close-flushes", server.port(), 500);
            Disconnect end = next(server.ends());
            assertThat(end.reason()).isEqualTo(DisconnectReason.CLOSED_BY_PEER);
            assertThat(end.detail()).isEmpty();
            assertThat(server.packets()).isEqualTo(500);
        }
    }

    @Test
    void anAbortResets() throws InterruptedException {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer(socket -> {
            try {
                ends.add("end " + socket.getInputStream().read());
                ends.add("then " + write(socket.getOutputStream()));
            } catch (IOException reset) {
                ends.add("reset");
            }
        })) {
            Scenarios.run("abort", server.port());
            // The close before it has sent the end of the stream, perhaps before the reset.
            String first = next(ends);
            assertThat(first.equals("end -1") ? next(ends) : first).isEqualTo("reset");
        }
    }

    private static String write(java.io.OutputStream out) throws IOException {
        for (int i = 0; i < 10_000; i++) { // the first write may still go into the buffer of this side
            out.write(new byte[1000]);
        }
        return "still open";
    }

    @Test
    void aCloseHasATimeLimit() {
        try (RawServer server = new RawServer(socket -> {})) {
            Scenarios.run("close-times-out", server.port());
        }
    }

    @Test
    void aSilentServer() {
        try (RawServer server = new RawServer(socket -> socket.getOutputStream().write(RawServer.packet(1, 10)))) {
            Scenarios.run("idle", server.port());
        }
    }

    @Test
    void aServerThatDoesNotRead() {
        try (RawServer server = new RawServer(socket -> {})) {
            Scenarios.run("stalled", server.port());
        }
    }

    @Test
    void pingsOfTheServerAreAnswered() throws InterruptedException {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer(socket -> {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 3; i++) {
                byte[] ping = RawServer.packet(20, 8);
                byte[] expected = ping.clone();
                expected[2] = 21;
                socket.getOutputStream().write(ping);
                byte[] pong = in.readNBytes(12);
                answers.add(Arrays.equals(pong, expected) ? "right" : Arrays.toString(pong));
            }
            socket.close();
        })) {
            Scenarios.run("pings", server.port());
            assertThat(answers).containsExactly("right", "right", "right");
        }
    }

    @Test
    void aPingOfAnotherSizeIsMalformed() {
        try (RawServer server = new RawServer(socket -> socket.getOutputStream().write(RawServer.packet(20, 7)))) {
            Scenarios.run("bad-ping", server.port());
        }
    }

    @Test
    void theRoundTripTimeIsMeasured() {
        ServerOptions options = ServerOptions.defaults();
        PingPackets packets = new PingPackets(10, 11);
        options = options.withSession(options.session().withAnsweredPing(packets));
        try (EchoServer server = new EchoServer(options)) {
            Scenarios.run("own-pings", server.port());
        }
    }

    @Test
    void aPongWithAnotherValueIsIgnored() {
        try (RawServer server = new RawServer(socket -> {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(RawServer.packet(1, 0));
            for (int i = 0; i < 3; i++) {
                byte[] pong = in.readNBytes(12);
                pong[2] = 11;
                byte[] forged = pong.clone();
                forged[4]++;
                socket.getOutputStream().write(RawServer.join(forged, pong, pong));
            }
            socket.close();
        })) {
            Scenarios.run("forged-pongs", server.port());
        }
    }

    @Test
    void packetsMakeNoGarbage() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("garbage", server.port());
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("something within 30 s").isNotNull();
        return next;
    }
}
