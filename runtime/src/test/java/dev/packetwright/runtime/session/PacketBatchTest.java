package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of a batch itself; {@code SessionGroupBatchTest} tests what sessions receive from it. */
class PacketBatchTest {
    private final PacketBatch batch = new PacketBatch();

    private static byte[] packet(int size) {
        return Message.ofSize(size).toBytes();
    }

    /** A batch with many updates of one position grows with the number of positions only. */
    @Test
    void keepsOnePacketOfEachKey() {
        var session = new RecordingSession();
        for (int size = 12; size < 100; size++) {
            batch.add(packet(size), Delivery.latest("a"));
            batch.addExcept(session, packet(size), Delivery.latest("a"));
            batch.add(packet(12), Delivery.latest("b"));
        }
        assertThat(batch.size()).isEqualTo(99 + 99 + 12);
        batch.add(packet(12), Delivery.droppable());
        batch.add(packet(12), Delivery.droppable());
        assertThat(batch.size()).isEqualTo(99 + 99 + 12 + 24);
    }

    @Test
    void isEmptyAgainAfterItWasSent() {
        batch.add(packet(12), Delivery.latest("a"));
        batch.sendTo(List.of());
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.size()).isZero();
        batch.add(packet(13), Delivery.latest("a"));
        assertThat(batch.size()).isEqualTo(13);
    }

    @Test
    void takesWholePacketsOneByOne() {
        byte[] torn = {4, 0, 1};
        byte[] two = {4, 0, 1, 0, 4, 0, 1, 0};
        for (byte[] wrong : List.of(torn, two, new byte[0])) {
            assertThatThrownBy(() -> batch.add(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(batch.isEmpty()).isTrue();
    }
}
