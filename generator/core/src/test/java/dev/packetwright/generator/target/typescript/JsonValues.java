package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Bytes;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values as the JSON that {@code driver.mjs} reads.
 *
 * @param int64 the type of 64-bit integers
 */
record JsonValues(Int64 int64) {
    String of(BodyNames names, ValueTree values) {
        return IntStream.range(0, values.members().size())
                .mapToObj(i -> "\"" + names.members().get(i) + "\":"
                        + member(
                                names,
                                names.body().members().get(i),
                                values.members().get(i)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String member(BodyNames names, Member member, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(present -> value(names, member.type(), present)).orElse("{\"$undefined\":1}");
        }
        return value(names, member.type(), value);
    }

    private String value(BodyNames owner, MemberType type, Object value) {
        if (type instanceof ListType list) {
            List<?> elements = ((ValueTree.Elements) value).elements();
            return list.element().hasNoBytes()
                    ? String.valueOf(elements.size())
                    : elements.stream()
                            .map(element -> value(owner, list.element(), element))
                            .collect(Collectors.joining(",", "[", "]"));
        } else if (type instanceof RecordType record) {
            BodyNames names = record.isStruct()
                    ? BodyNames.ofStruct(TypeScriptNames.type(record.name()), record.body())
                    : owner.element(record);
            return of(names, (ValueTree) value);
        } else if (type instanceof EnumType enumeration) {
            return whole(enumeration.base(), String.valueOf(((EnumType.Value) value).value()), isSafe(enumeration));
        } else if (value instanceof String text) {
            return TypeScriptText.literal(text);
        } else if (value instanceof Bytes bytes) {
            return "{\"$bytes\":\"" + HexFormat.of().formatHex(bytes.toArray()) + "\"}";
        }
        return scalar((ScalarType) type, value);
    }

    private static boolean isSafe(EnumType type) {
        return type.values().stream().allMatch(value -> value.value().bitLength() <= 53);
    }

    private String scalar(ScalarType type, Object value) {
        return switch (type) {
            case FLOAT -> String.format(Locale.ROOT, "{\"$float\":\"%08x\"}", Float.floatToIntBits((float) value));
            case DOUBLE ->
                String.format(Locale.ROOT, "{\"$double\":\"%016x\"}", Double.doubleToLongBits((double) value));
            case ULONG -> whole(type, Long.toUnsignedString((long) value), true);
            default -> whole(type, String.valueOf(value), true);
        };
    }

    private String whole(ScalarType type, String number, boolean isSafe) {
        boolean isBig = (type == ScalarType.LONG || type == ScalarType.ULONG) && (int64 == Int64.BIGINT || !isSafe);
        return isBig ? "{\"$bigint\":\"" + number + "\"}" : number;
    }

    /** Values with one NaN, because numbers of JavaScript have only one. */
    static ValueTree withOneNan(ValueTree values) {
        return new ValueTree(values.members().stream().map(JsonValues::oneNan).toList());
    }

    private static Object oneNan(Object value) {
        if (value instanceof ValueTree tree) {
            return withOneNan(tree);
        } else if (value instanceof ValueTree.Elements list) {
            return new ValueTree.Elements(ValueTree.mapped(list.elements(), JsonValues::oneNan));
        } else if (value instanceof Optional<?> optional) {
            return optional.map(JsonValues::oneNan);
        } else if (value instanceof Float number && number.isNaN()) {
            return Float.NaN;
        }
        return value instanceof Double number && number.isNaN() ? (Object) Double.NaN : value;
    }
}
