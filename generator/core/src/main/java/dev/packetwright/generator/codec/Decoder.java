package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Decodes bytes into packets.
 *
 * <p>Decoding is total: any bytes are either a packet or malformed, and generated code gives the same verdict. Safe for
 * use by several threads at once.
 */
public final class Decoder {
    private final Map<Integer, PacketType> packets = new HashMap<>();

    public Decoder(Protocol protocol) {
        protocol.packets().forEach(packet -> packets.put(packet.id(), packet));
    }

    /** Returns whether a packet has this id. */
    boolean knows(int id) {
        return packets.containsKey(id);
    }

    /** Decodes one whole packet, header included. */
    public Decoded decode(byte[] packet) {
        return decode(packet, 0, packet.length);
    }

    /**
     * Decodes one whole packet, header included.
     *
     * @throws IndexOutOfBoundsException if the region is not within the array
     */
    public Decoded decode(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            int id = header(in);
            PacketType type = packets.get(id);
            return type == null
                    ? new MalformedException(2, "is " + id + ", and no packet has that id")
                            .in("id")
                            .of(Decoded.Malformed.HEADER)
                    : body(type, in);
        } catch (MalformedException malformed) {
            return malformed.of(Decoded.Malformed.HEADER);
        }
    }

    /** Decodes one whole packet, header included, as the given packet. The id in the header is ignored. */
    public static Decoded decode(PacketType type, byte[] packet) {
        ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        try {
            header(in);
            return body(type, in);
        } catch (MalformedException malformed) {
            return malformed.of(Decoded.Malformed.HEADER);
        }
    }

    private static Decoded body(PacketType type, ByteBuffer in) {
        try {
            Value.Members members = new BodyReader(in).body(type.body());
            return new Decoded.Packet(type, members, in.remaining());
        } catch (MalformedException malformed) {
            return malformed.of(type.name().pdl());
        }
    }

    private static int header(ByteBuffer in) throws MalformedException {
        int whole = in.limit();
        int size = unsignedShort(in, "size");
        if (size != whole) {
            throw new MalformedException(0, "says " + size + " bytes, but the packet has " + whole).in("size");
        }
        return unsignedShort(in, "id");
    }

    private static int unsignedShort(ByteBuffer in, String member) throws MalformedException {
        if (in.remaining() < Short.BYTES) {
            throw new MalformedException(in.position(), "needs 2 bytes, but " + in.remaining() + " are left")
                    .in(member);
        }
        return Short.toUnsignedInt(in.getShort());
    }
}
