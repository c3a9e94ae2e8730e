package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.Packet;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A second implementation of the wire format, written from its description. It shares no code with the runtime or the
 * generator.
 */
public final class ReferenceEncoder {
    private final ByteBuffer out = ByteBuffer.allocate(Packet.MAX_SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private ReferenceEncoder() {}

    public static byte[] encode(PacketType packet, ValueTree values) {
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
            member(body.members().get(i), values.members().get(i));
        }
    }

    private void member(Member member, Object value) {
        if (member.traits().isOptional()) {
            Optional<?> optional = (Optional<?>) value;
            out.put((byte) (optional.isPresent() ? 1 : 0));
            optional.ifPresent(present -> value(member.type(), present));
        } else {
            value(member.type(), value);
        }
    }

    private void value(MemberType type, Object value) {
        if (type instanceof ListType list) {
            ValueTree.Elements elements = (ValueTree.Elements) value;
            out.putShort((short) elements.elements().size());
            elements.elements().forEach(element -> value(list.element(), element));
        } else if (type instanceof RecordType record) {
            body(record.body(), (ValueTree) value);
        } else if (type instanceof EnumType enumeration) {
            BigInteger number = ((EnumType.Value) value).value();
            integer(enumeration.base().minSize(), number.longValue());
        } else if (type instanceof StringType string) {
            Charset charset = string == StringType.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
            bytes(ValueTree.wellFormed((String) value).getBytes(charset));
        } else if (type instanceof BytesType) {
            bytes(((Bytes) value).toArray());
        } else {
            scalar((ScalarType) type, value);
        }
    }

    private void integer(int size, long value) {
        for (int i = 0; i < size; i++) {
            out.put((byte) (value >> (8 * i)));
        }
    }

    private void bytes(byte[] bytes) {
        out.putShort((short) bytes.length).put(bytes);
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
        }
    }
}
