package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.PacketType;

/** Encodes values into the bytes of a packet. It accepts the values that generated constructors and the wire accept. */
public final class Encoder {
    private Encoder() {}

    /**
     * Encodes a packet.
     *
     * @return the whole packet, header included
     * @throws InvalidValueException if a value is missing, is not allowed by the PDL, or does not fit the wire
     */
    public static byte[] encode(PacketType packet, Value.Members members) throws InvalidValueException {
        BodyWriter out = new BodyWriter();
        try {
            out.body(packet.body(), members);
        } catch (InvalidValueException invalid) {
            throw invalid.in(packet.name().pdl());
        }
        return out.packet(packet.id());
    }
}
