package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.WireFormat;

/**
 * The layout of a packet.
 *
 * @param type the packet
 * @param body the layout of its members, which follow the header
 */
public record PacketLayout(PacketType type, BodyLayout body) {
    /**
     * The size of the smallest packet that an older peer can send, header included, in bytes: members that came with a
     * later version are missing from it.
     */
    public int minSize() {
        return WireFormat.HEADER_SIZE
                + body.members().stream()
                        .filter(member -> !member.presence().isLater())
                        .mapToInt(member -> member.member().minSize())
                        .sum();
    }
}
