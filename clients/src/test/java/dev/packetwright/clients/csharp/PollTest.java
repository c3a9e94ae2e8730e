package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What polls report, in which order, how much of it, and what happens without them. */
@NeedsMono
class PollTest {
    private static final int PACKET_SIZE = 10_000;

    /** More than the 64 KiB that the client of the scenario takes. */
    private static final int PACKETS_FOR_THE_CLIENT = 10;

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
    void aClientThatDoesNotPollStopsTheServer() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Scenarios.run("not-polled", server.socket().getLocalPort());
            try (SocketChannel channel = server.accept()) {
                ByteBuffer packets = ByteBuffer.wrap(manyPackets());
                packets.limit(PACKETS_FOR_THE_CLIENT * PACKET_SIZE);
                channel.write(packets);
                Scenarios.run("await-full-queue");

                writeWhatFits(channel, packets.limit(packets.capacity()));
                assertThat(packets.position())
                        .as("bytes sent before the server waits")
                        .isLessThan(packets.limit());
                Scenarios.run("await-full-queue");

                int whole = (packets.position() + PACKET_SIZE - 1) / PACKET_SIZE;
                packets.limit(whole * PACKET_SIZE);
                CompletableFuture<Void> end = CompletableFuture.runAsync(() -> writeAndClose(channel, packets));
                Scenarios.run("polled-at-last", whole);
                end.join();
            }
        }
    }

    /** 50 MB: more than all queues of both systems hold. */
    private static byte[] manyPackets() {
        byte[] packet = RawServer.packet(7, PACKET_SIZE - 4);
        byte[] packets = new byte[5000 * PACKET_SIZE];
        for (int at = 0; at < packets.length; at += PACKET_SIZE) {
            System.arraycopy(packet, 0, packets, at, PACKET_SIZE);
        }
        return packets;
    }

    private static void writeWhatFits(SocketChannel channel, ByteBuffer packets) throws IOException {
        channel.configureBlocking(false);
        int written;
        do {
            written = channel.write(packets);
        } while (written > 0);
    }

    private static void writeAndClose(SocketChannel channel, ByteBuffer packets) {
        try {
            channel.configureBlocking(true);
            channel.write(packets);
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
