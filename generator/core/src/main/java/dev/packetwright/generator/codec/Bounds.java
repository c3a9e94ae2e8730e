package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bounds of member values, shared by reading and writing. */
final class Bounds {
    private Bounds() {}

    /** Describes the violation of a length bound. */
    static Optional<String> problemOfLength(int length, Traits traits) {
        return traits.maxLength().isPresent() && length > traits.maxLength().getAsInt()
                ? Optional.of("has length " + length + "; the most is "
                        + traits.maxLength().getAsInt())
                : Optional.empty();
    }

    /** Describes the violation of a bound by a number that is valid for its type. */
    static Optional<String> problemOfNumber(ScalarType type, Value value, Traits traits) {
        return traits.range()
                .filter(range -> !contains(range, type, value))
                .map(range -> "is " + shown(value) + ", not " + shown(scalarOf(type, range.min())) + " to "
                        + shown(scalarOf(type, range.max())));
    }

    /** Compares floats with bounds that are floats: 0.1 means the nearest float. NaN violates any bound. */
    private static boolean contains(Range range, ScalarType type, Value value) {
        if (value instanceof Value.Float32 single) {
            float number = Float.intBitsToFloat(single.bits());
            return number >= range.min().floatValue() && number <= range.max().floatValue();
        } else if (value instanceof Value.Float64 twice) {
            double number = Double.longBitsToDouble(twice.bits());
            return number >= range.min().doubleValue() && number <= range.max().doubleValue();
        }
        return type == ScalarType.BOOL || range.contains(new BigDecimal(((Value.Whole) value).number()));
    }

    private static String shown(Value value) {
        if (value instanceof Value.Float32 single) {
            return String.valueOf(Float.intBitsToFloat(single.bits()));
        } else if (value instanceof Value.Float64 twice) {
            return String.valueOf(Double.longBitsToDouble(twice.bits()));
        }
        return String.valueOf(((Value.Whole) value).number());
    }

    /** Returns the default of a member that is missing from the packet of an older peer. */
    static Value defaultOf(Member member) {
        return member.traits().isOptional() ? Value.Absent.ABSENT : defaultOf(member.type(), member.traits());
    }

    private static Value defaultOf(MemberType type, Traits traits) {
        if (type instanceof ListType list) {
            return list.element().hasNoBytes() ? new Value.Empties(0) : new Value.Elements(List.of());
        } else if (type instanceof RecordType record) {
            Map<String, Value> values = new LinkedHashMap<>();
            record.body().members().forEach(member -> values.put(member.name().pdl(), defaultOf(member)));
            return new Value.Members(values);
        } else if (type instanceof EnumType enumeration) {
            return new Value.Choice(enumeration.defaultValue().name().pdl());
        } else if (type instanceof StringType) {
            return new Value.Text("");
        } else if (type instanceof ScalarType scalar) {
            return scalarOf(scalar, traits.defaultNumber());
        }
        return new Value.Bytes(new byte[0]);
    }

    private static Value scalarOf(ScalarType type, BigDecimal number) {
        return switch (type) {
            case BOOL -> new Value.Bool(number.signum() != 0);
            case FLOAT -> new Value.Float32(Float.floatToRawIntBits(number.floatValue()));
            case DOUBLE -> new Value.Float64(Double.doubleToRawLongBits(number.doubleValue()));
            default -> new Value.Whole(number.toBigInteger());
        };
    }

    /** Returns the number with the given little-endian bits. */
    static BigInteger number(ScalarType type, long bits) {
        return switch (type) {
            case BYTE, USHORT, UINT -> BigInteger.valueOf(bits & (1L << (8 * type.minSize())) - 1);
            case ULONG -> new BigInteger(Long.toUnsignedString(bits));
            default -> BigInteger.valueOf(bits << (64 - 8 * type.minSize()) >> (64 - 8 * type.minSize()));
        };
    }
}
