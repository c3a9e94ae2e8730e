package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.PacketType;
import java.util.List;

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
        return write(packet, members).packet(packet.id());
    }

    /**
     * Returns where {@link #encode} puts each member, a member before its own members and otherwise in the order of the
     * wire.
     *
     * @throws InvalidValueException if a value is missing, is not allowed by the PDL, or does not fit the wire
     */
    public static List<Span> spans(PacketType packet, Value.Members members) throws InvalidValueException {
        return write(packet, members).spans();
    }

    private static BodyWriter write(PacketType packet, Value.Members members) throws InvalidValueException {
        BodyWriter out = new BodyWriter();
        try {
            out.body(packet.body(), members);
        } catch (InvalidValueException invalid) {
            throw invalid.in(packet.name().pdl());
        }
        return out;
    }
}
