package dev.packetwright.runtime.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests of frames in a stream, without a socket: what they carry does not depend on where the stream is cut. */
class FrameReaderTest {
    @Test
    void theCutsOfAStreamDoNotMatter() {
        long seed = System.nanoTime();
        System.out.println("FrameReaderTest.theCutsOfAStreamDoNotMatter: seed " + seed);
        var random = new Random(seed);
        int violated = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] stream = randomStream(random);
            FrameStream whole = FrameStream.of(stream, stream.length);
            FrameStream inPieces = FrameStream.of(stream, 1 + random.nextInt(40));
            assertThat(inPieces.events()).isEqualTo(whole.events());
            violated += whole.isViolated() ? 1 : 0;
        }
        assertThat(violated).isBetween(100, 1900);
    }

    /** Messages in fragments, control frames in between, and now and then a byte that is wrong. */
    private static byte[] randomStream(Random random) {
        var stream = new ByteArrayOutputStream();
        boolean inMessage = false;
        for (int frames = random.nextInt(8); frames >= 0; frames--) {
            boolean isFinal = random.nextBoolean();
            int opcode = inMessage ? WebSocketFrames.CONTINUATION : WebSocketFrames.BINARY;
            if (random.nextInt(4) == 0) {
                int control = 9 + random.nextInt(2);
                stream.writeBytes(WebSocketFrames.masked(WebSocketFrames.FINAL | control, bytes(random, 126)));
                continue;
            }
            stream.writeBytes(WebSocketFrames.masked(
                    (isFinal ? WebSocketFrames.FINAL : 0) | opcode,
                    bytes(random, random.nextInt(8) == 0 ? 70_000 : 300)));
            inMessage = !isFinal;
        }
        byte[] bytes = stream.toByteArray();
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(Math.min(20, bytes.length))] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] bytes(Random random, int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Against the masks and the content that the tests compute themselves. */
    @Test
    void unmasksWhereverTheContentBegins() {
        for (int size = 0; size < 40; size++) {
            byte[] content = new byte[size];
            for (int i = 0; i < size; i++) {
                content[i] = (byte) (i * 7);
            }
            byte[] frame = WebSocketFrames.masked(
                    WebSocketFrames.FINAL | WebSocketFrames.BINARY, content, new byte[] {1, -2, 3, -128});
            for (int piece = 1; piece <= frame.length; piece++) {
                FrameStream read = FrameStream.of(frame, piece);
                assertThat(read.content()).isEqualTo(content);
                assertThat(read.isViolated()).isFalse();
            }
        }
    }
}
