package dev.packetwright.generator.json;

import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes values as JSON without loss. */
public final class JsonWriter {
    private JsonWriter() {}

    /**
     * Writes members as an object.
     *
     * @param body the body with which the members were decoded
     */
    public static Json.Obj write(Body body, Value.Members members) {
        Map<String, Json> json = new LinkedHashMap<>();
        for (Member member : body.members()) {
            String name = member.name().pdl();
            json.put(
                    name,
                    write(member.type(), Objects.requireNonNull(members.values().get(name))));
        }
        return new Json.Obj(json);
    }

    private static Json write(MemberType type, Value value) {
        return value == Value.Absent.ABSENT ? Json.Null.NULL : type.accept(new Present(value));
    }

    /** A value that its type turns into JSON. */
    private record Present(Value value) implements MemberType.Visitor<Json> {
        /** Writes 64-bit integers as strings, because many JSON parsers have no 64-bit integers. */
        @Override
        public Json scalar(ScalarType type) {
            return switch (type) {
                case BOOL -> new Json.Bool(((Value.Bool) value).value());
                case FLOAT -> FloatText.of32(((Value.Float32) value).bits());
                case DOUBLE -> FloatText.of64(((Value.Float64) value).bits());
                case LONG, ULONG -> new Json.Text(whole());
                case BYTE, SBYTE, USHORT, SHORT, UINT, INT -> new Json.Num(whole());
            };
        }

        private String whole() {
            return ((Value.Whole) value).number().toString();
        }

        @Override
        public Json string(StringType type) {
            return new Json.Text(((Value.Text) value).text());
        }

        @Override
        public Json bytes(BytesType type) {
            return new Json.Text(((Value.Bytes) value).toString());
        }

        @Override
        public Json enumeration(EnumType type) {
            return new Json.Text(((Value.Choice) value).name());
        }

        @Override
        public Json record(RecordType type) {
            return write(type.body(), (Value.Members) value);
        }

        @Override
        public Json list(ListType type) {
            if (type.element().hasNoBytes()) {
                return new Json.Num(String.valueOf(((Value.Empties) value).count()));
            }
            return new Json.Array(((Value.Elements) value)
                    .elements().stream()
                            .map(element -> write(type.element(), element))
                            .toList());
        }
    }
}
