package dev.packetwright.generator.compiled.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.RecordingHandler;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import java.util.Random;

/** Packets of a compiled protocol with random values. */
public final class RandomPackets {
    private RandomPackets() {}

    /** Dispatches one packet of each type on each side that receives it. Handlers see no packet with a role. */
    public static void assertEveryPacketArrives(CompiledProtocol protocol) {
        Random random = new Random(3);
        for (Side side : Side.values()) {
            RecordingHandler manager = new RecordingHandler(protocol, side);
            for (PacketType type : protocol.model().receivedBy(side)) {
                ValueTree values = RandomValues.of(type.body(), random).asReceived();
                Packet packet = new Values(protocol).packet(type, values);
                if (type.role().isPresent()) {
                    assertThatThrownBy(() -> manager.dispatch("session", packet.toBytes()))
                            .isInstanceOf(MalformedPacketException.class)
                            .hasMessageEndingWith("'s handler takes no packet with id " + type.id());
                } else {
                    assertThat(manager.dispatch("session", packet.toBytes()))
                            .containsExactly(new RecordingHandler.Call(
                                    "on" + protocol.names().type(type.name()), "session", packet));
                }
            }
        }
    }
}
