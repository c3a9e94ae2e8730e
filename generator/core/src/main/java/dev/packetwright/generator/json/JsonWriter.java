package dev.packetwright.generator.json;

import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes values as JSON without loss. */
public final class JsonWriter {
    private JsonWriter() {}

    /**
     * The members as an object.
     *
     * @param body the body that the values were decoded as
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
        if (value instanceof Value.Members members) {
            return write(((RecordType) type).body(), members);
        } else if (value instanceof Value.Elements list) {
            MemberType element = ((ListType) type).element();
            return new Json.Array(
                    list.elements().stream().map(each -> write(element, each)).toList());
        } else if (value instanceof Value.Whole whole) {
            return number(type, whole.number());
        }
        return single(value);
    }

    /** Writes 64-bit integers as strings, because many JSON parsers have no 64-bit integers. */
    private static Json number(MemberType type, BigInteger number) {
        return type == ScalarType.LONG || type == ScalarType.ULONG
                ? new Json.Text(number.toString())
                : new Json.Num(number.toString());
    }

    private static Json single(Value value) {
        if (value instanceof Value.Bool bool) {
            return new Json.Bool(bool.value());
        } else if (value instanceof Value.Float32 single) {
            return FloatText.of32(single.bits());
        } else if (value instanceof Value.Float64 twice) {
            return FloatText.of64(twice.bits());
        } else if (value instanceof Value.Text text) {
            return new Json.Text(text.text());
        } else if (value instanceof Value.Choice choice) {
            return new Json.Text(choice.name());
        } else if (value instanceof Value.Bytes bytes) {
            return new Json.Text(bytes.toString());
        } else if (value instanceof Value.Empties empties) {
            return new Json.Num(String.valueOf(empties.count()));
        }
        return Json.Null.NULL;
    }
}
