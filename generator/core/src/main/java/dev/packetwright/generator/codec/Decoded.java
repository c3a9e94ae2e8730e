package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.PacketType;

/** The result of decoding the bytes of one packet. */
public sealed interface Decoded {
    /**
     * A packet.
     *
     * @param type the type of the packet
     * @param members the values of its members
     * @param surplus the number of bytes after the last member, usually members of a newer peer
     */
    record Packet(PacketType type, Value.Members members, int surplus) implements Decoded {}

    /**
     * Bytes that are not a packet.
     *
     * @param packet the name of the packet by its id; {@value #HEADER} if the header itself is wrong
     * @param member the path to the malformed member, with dots into structs and lists and the indexes of elements
     * @param offset the offset of that member in bytes from the start of the header
     * @param problem the problem
     */
    record Malformed(String packet, String member, int offset, String problem) implements Decoded {
        /** The name used in place of an unknown packet. */
        public static final String HEADER = "header";
    }
}
