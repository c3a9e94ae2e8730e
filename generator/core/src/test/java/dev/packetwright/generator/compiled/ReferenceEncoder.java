package dev.packetwright.generator.compiled;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The wire format once more, from its description alone: shares no code with the runtime or the generator. */
final class ReferenceEncoder {
    private final ByteBuffer out = ByteBuffer.allocate(Packet.MAX_SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private ReferenceEncoder() {}

    static byte[] encode(PacketType packet, ValueTree values) {
        return new ReferenceEncoder().packet(packet, values);
    }

    private byte[] packet(PacketType packet, ValueTree values) {
        out.putShort((short) 0).putShort((short) packet.id());
        body(packet.body(), values);
        out.putShort(0, (short) out.position());
        return Arrays.copyOf(out.array(), out.position());
    }

    private void body(Body body, ValueTree values) {
        for (int i = 0; i < body.members().size(); i++) {
            value(body.members().get(i).type(), values.members().get(i));
        }
    }

    private void value(MemberType type, Object value) {
        if (type instanceof ListType list) {
            ValueTree.Elements elements = (ValueTree.Elements) value;
            out.putShort((short) elements.elements().size());
            elements.elements().forEach(element -> body(list.element(), element));
        } else {
            scalar((ScalarType) type, value);
        }
    }

    private void scalar(ScalarType type, Object value) {
        switch (type) {
            case BOOL -> out.put((byte) ((boolean) value ? 1 : 0));
            case BYTE, SBYTE -> out.put(((Number) value).byteValue());
            case SHORT, USHORT -> out.putShort(((Number) value).shortValue());
            case INT, UINT -> out.putInt(((Number) value).intValue());
            case LONG, ULONG -> out.putLong((long) value);
            case FLOAT -> out.putInt(Float.floatToRawIntBits((float) value));
            case DOUBLE -> out.putLong(Double.doubleToRawLongBits((double) value));
            case STRING -> text((String) value);
        }
    }

    private void text(String text) {
        byte[] bytes = ValueTree.wellFormed(text).getBytes(StandardCharsets.UTF_16LE);
        out.putShort((short) bytes.length).put(bytes);
    }
}
