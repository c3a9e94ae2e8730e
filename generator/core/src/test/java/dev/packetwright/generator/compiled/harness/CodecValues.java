package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Bytes;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Converts the values of a tree to the values of the codec and back. */
public final class CodecValues {
    private CodecValues() {}

    public static Value.Members of(Body body, ValueTree tree) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < body.members().size(); i++) {
            Member member = body.members().get(i);
            Object value = tree.members().get(i);
            values.put(
                    member.name().pdl(),
                    value instanceof Optional<?> optional
                            ? optional.map(present -> of(member.type(), present))
                                    .orElse(Value.Absent.ABSENT)
                            : of(member.type(), value));
        }
        return new Value.Members(values);
    }

    private static Value of(MemberType type, Object value) {
        if (type instanceof ListType list) {
            List<?> elements = ((ValueTree.Elements) value).elements();
            return list.element().hasNoBytes()
                    ? new Value.Empties(elements.size())
                    : new Value.Elements(ValueTree.mapped(elements, element -> of(list.element(), element)));
        } else if (type instanceof RecordType record) {
            return of(record.body(), (ValueTree) value);
        } else if (type instanceof EnumType) {
            return new Value.Choice(((EnumType.Value) value).name().pdl());
        } else if (value instanceof String text) {
            return new Value.Text(text);
        } else if (value instanceof Bytes bytes) {
            return new Value.Bytes(bytes.toArray());
        }
        return scalar((ScalarType) type, value);
    }

    private static Value scalar(ScalarType type, Object value) {
        return switch (type) {
            case BOOL -> new Value.Bool((boolean) value);
            case FLOAT -> new Value.Float32(Float.floatToRawIntBits((float) value));
            case DOUBLE -> new Value.Float64(Double.doubleToRawLongBits((double) value));
            case ULONG -> new Value.Whole(new BigInteger(Long.toUnsignedString((long) value)));
            default -> new Value.Whole(BigInteger.valueOf(((Number) value).longValue()));
        };
    }

    /** Converts the values of the codec to a tree. A list of elements without bytes keeps its size. */
    public static ValueTree tree(Body body, Value.Members members) {
        return new ValueTree(body.members().stream()
                .map(member -> member(
                        member,
                        Objects.requireNonNull(
                                members.values().get(member.name().pdl()))))
                .toList());
    }

    private static Object member(Member member, Value value) {
        if (!member.traits().isOptional()) {
            return object(member.type(), value);
        }
        return value == Value.Absent.ABSENT ? Optional.empty() : Optional.of(object(member.type(), value));
    }

    private static Object object(MemberType type, Value value) {
        if (value instanceof Value.Members members) {
            return tree(((RecordType) type).body(), members);
        } else if (value instanceof Value.Elements list) {
            MemberType element = ((ListType) type).element();
            return new ValueTree.Elements(
                    list.elements().stream().map(each -> object(element, each)).toList());
        } else if (value instanceof Value.Empties empties) {
            return new ValueTree.Elements(
                    Collections.nCopies(empties.count(), empty((RecordType) ((ListType) type).element())));
        } else if (value instanceof Value.Choice choice) {
            return ((EnumType) type)
                    .values().stream()
                            .filter(known -> known.name().pdl().equals(choice.name()))
                            .findFirst()
                            .orElseThrow();
        } else if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Bytes bytes) {
            return Bytes.of(bytes.toArray());
        }
        return number((ScalarType) type, value);
    }

    private static ValueTree empty(RecordType type) {
        return new ValueTree(type.body().members().stream()
                .map(member -> (Object) empty((RecordType) member.type()))
                .toList());
    }

    private static Object number(ScalarType type, Value value) {
        return switch (type) {
            case BOOL -> ((Value.Bool) value).value();
            case FLOAT -> Float.intBitsToFloat(((Value.Float32) value).bits());
            case DOUBLE -> Double.longBitsToDouble(((Value.Float64) value).bits());
            case SBYTE -> ((Value.Whole) value).number().byteValueExact();
            case SHORT -> ((Value.Whole) value).number().shortValueExact();
            case BYTE, USHORT, INT -> ((Value.Whole) value).number().intValueExact();
            case UINT, LONG, ULONG -> ((Value.Whole) value).number().longValue();
        };
    }
}
