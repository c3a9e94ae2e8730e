package dev.packetwright.runtime.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** Any bytes are either accepted as a request or refused with a status, and an answer has no other lines than ours. */
@Tag("fuzz")
class RequestFuzzTest {
    private static final HandshakeRules RULES =
            new HandshakeRules("/", Optional.empty(), false, Optional.empty(), Duration.ofSeconds(5), false);

    @FuzzTest(maxExecutions = 20_000)
    void acceptsOrRefuses(byte[] bytes) {
        var head = new HeadBytes();
        try {
            head.append(ByteBuffer.wrap(bytes));
            if (head.isComplete()) {
                byte[] answer = UpgradeRequest.parse(head.lines()).answer(RULES);
                int lines = new String(answer, StandardCharsets.US_ASCII).split("\r\n", -1).length;
                if (lines != 6) {
                    throw new AssertionError(lines + " lines");
                }
            }
        } catch (RefusedRequestException refusal) {
            if (refusal.status() < 400 || refusal.status() > 505) {
                throw new AssertionError(refusal);
            }
        }
    }
}
