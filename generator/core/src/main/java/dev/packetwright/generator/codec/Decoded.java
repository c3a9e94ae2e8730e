package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.PacketType;

/** The result of decoding the bytes of one packet. */
public sealed interface Decoded {
    /**
     * A packet.
     *
     * @param type which one
     * @param members what it holds
     * @param surplus how many bytes follow the last member: a newer peer's members, as a rule
     */
    record Packet(PacketType type, Value.Members members, int surplus) implements Decoded {}

    /**
     * No packet.
     *
     * @param packet the name of the packet that it claims to be; {@value #HEADER} if the header itself is wrong
     * @param member the member that is wrong, with dots into structs and lists, and the indexes of elements
     * @param offset where that member begins, in bytes from the start of the header
     * @param problem what is wrong
     */
    record Malformed(String packet, String member, int offset, String problem) implements Decoded {
        /** The name used in place of an unknown packet. */
        public static final String HEADER = "header";
    }
}
