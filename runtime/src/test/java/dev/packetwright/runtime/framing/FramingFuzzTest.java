package dev.packetwright.runtime.framing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Any stream is cut into the same packets, no matter where it is split. */
@Tag("fuzz")
class FramingFuzzTest {
    private static final int LIMIT = 200;

    @FuzzTest(maxExecutions = 20_000)
    void cutsTheSamePacketsHoweverTheyCome(byte[] bytes) {
        int piece = bytes.length == 0 ? 1 : 1 + Byte.toUnsignedInt(bytes[0]);
        var whole = SplitStream.cutWhole(bytes, LIMIT);
        var inPieces = new SplitStream(LIMIT);
        for (int from = 0; from < bytes.length; from += piece) {
            inPieces.receive(bytes, from, Math.min(piece, bytes.length - from));
        }
        if (!inPieces.packets().equals(whole.packets()) || inPieces.isMalformed() != whole.isMalformed()) {
            List<List<Byte>> packets = inPieces.packets();
            throw new AssertionError("in pieces of " + piece + ": " + packets + ", not " + whole.packets());
        }
    }
}
