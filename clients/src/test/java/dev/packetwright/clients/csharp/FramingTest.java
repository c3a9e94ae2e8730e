package dev.packetwright.clients.csharp;

import dev.packetwright.testing.NeedsMono;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes become packets wherever they are cut; bad sizes end the session. */
@NeedsMono
class FramingTest {
    private static final byte[] FIRST = RawServer.packet(1, 3);

    @Test
    void everyCutWithoutSockets() {
        Scenarios.run("every-cut");
    }

    @Test
    void oneByteAtATime() {
        byte[] stream = RawServer.join(FIRST, RawServer.packet(2, 0), RawServer.packet(3, 700), RawServer.packet(4, 1));
        try (RawServer server = new RawServer(socket -> {
            OutputStream out = socket.getOutputStream();
            for (byte b : stream) {
                out.write(b);
            }
            socket.close();
        })) {
            Scenarios.run("receive", server.port(), 4);
        }
    }

    @Test
    void randomPiecesOfPacketsOfAllSizes() {
        long seed = new Random().nextLong();
        System.out.println("FramingTest: seed " + seed);
        Random random = new Random(seed);
        int count = 60;
        byte[][] packets = new byte[count][];
        for (int i = 0; i < count; i++) {
            int largest = random.nextInt(4) == 0 ? 65_531 : 5_000;
            packets[i] = RawServer.packet(i + 1, i == 0 ? 65_531 : random.nextInt(largest + 1));
        }
        byte[] stream = RawServer.join(packets);
        try (RawServer server = new RawServer(socket -> {
            OutputStream out = socket.getOutputStream();
            for (int sent = 0; sent < stream.length; ) {
                int piece = Math.min(stream.length - sent, 1 + random.nextInt(20_000));
                out.write(stream, sent, piece);
                sent += piece;
            }
            socket.close();
        })) {
            Scenarios.run("receive", server.port(), count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1001, 65_535})
    void aSizeOutOfRangeEndsTheSession(int size) {
        byte[] bad = {(byte) size, (byte) (size >> 8), 1, 0, 0, 0};
        try (RawServer server = new RawServer(socket -> socket.getOutputStream().write(RawServer.join(FIRST, bad)))) {
            Scenarios.run("malformed-size", server.port(), size);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, in_the_middle_of_a_packet_(1_of_unknown_bytes)",
        "2, in_the_middle_of_a_packet_(2_of_30_bytes)",
        "29, in_the_middle_of_a_packet_(29_of_30_bytes)",
    })
    void theEndInTheMiddleOfAPacketIsTold(int bytes, String detail) {
        byte[] second = RawServer.packet(2, 26);
        try (RawServer server = new RawServer(socket -> {
            socket.getOutputStream().write(FIRST);
            socket.getOutputStream().write(second, 0, bytes);
            socket.close();
        })) {
            Scenarios.run("cut-short", server.port(), detail);
        }
    }
}
