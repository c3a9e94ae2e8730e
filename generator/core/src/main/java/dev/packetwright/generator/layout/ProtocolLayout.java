package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import java.util.List;

/**
 * The wire layout of a protocol.
 *
 * @param protocol the protocol
 * @param packets the packets in the order of their ids
 * @param structs the structs in document order
 */
public record ProtocolLayout(Protocol protocol, List<PacketLayout> packets, List<RecordLayout> structs) {
    public ProtocolLayout {
        packets = List.copyOf(packets);
        structs = List.copyOf(structs);
    }

    /** Lays out a protocol. */
    public static ProtocolLayout of(Protocol protocol) {
        return new LayoutBuilder().protocol(protocol);
    }

    /**
     * The layout of a packet.
     *
     * @throws IllegalArgumentException if the packet is not part of the protocol
     */
    public PacketLayout of(PacketType packet) {
        return packets.stream()
                .filter(layout -> layout.type().equals(packet))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no packet of this protocol: " + packet.name().pdl()));
    }

    /**
     * The layout of a struct.
     *
     * @throws IllegalArgumentException if the struct is not part of the protocol
     */
    public RecordLayout of(RecordType struct) {
        return structs.stream()
                .filter(layout -> layout.type().equals(struct))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no struct of this protocol: " + struct.name().pdl()));
    }
}
