package dev.packetwright.runtime.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Any stream gives the same frames, no matter where it is split. */
@Tag("fuzz")
class FrameFuzzTest {
    @FuzzTest(maxExecutions = 20_000)
    void readsTheSameFramesHoweverTheyCome(byte[] bytes) {
        int piece = bytes.length == 0 ? 1 : 1 + Byte.toUnsignedInt(bytes[0]);
        FrameStream whole = FrameStream.of(bytes, Math.max(1, bytes.length));
        FrameStream inPieces = FrameStream.of(bytes, piece);
        if (!inPieces.events().equals(whole.events())) {
            throw new AssertionError("in pieces of " + piece + ": " + inPieces.events() + ", not " + whole.events());
        }
    }
}
