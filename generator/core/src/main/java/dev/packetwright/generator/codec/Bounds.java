package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import java.math.BigDecimal;
import java.util.Optional;

/** The bounds of member values, shared by reading and writing. */
final class Bounds {
    private Bounds() {}

    /** Describes the violation of a length bound. */
    static Optional<String> problemOfLength(int length, LengthUnit unit, Traits traits) {
        return traits.maxLength().isPresent() && length > traits.maxLength().getAsInt()
                ? Optional.of("has " + unit.count(length) + "; the most is "
                        + traits.maxLength().getAsInt())
                : Optional.empty();
    }

    /** Describes the violation of a bound by a number that is valid for its type. */
    static Optional<String> problemOfNumber(ScalarType type, Value value, Traits traits) {
        return traits.range()
                .filter(range -> !contains(range, type, value))
                .map(range -> "is " + shown(type, value) + ", not " + shown(type, Scalars.of(type, range.min()))
                        + " to " + shown(type, Scalars.of(type, range.max())));
    }

    /** Compares floats with the floats nearest to the bounds. NaN violates any bound; a bool has none. */
    private static boolean contains(Range range, ScalarType type, Value value) {
        return switch (type) {
            case BOOL -> true;
            case FLOAT -> {
                float number = Float.intBitsToFloat(((Value.Float32) value).bits());
                yield number >= range.min().floatValue()
                        && number <= range.max().floatValue();
            }
            case DOUBLE -> {
                double number = Double.longBitsToDouble(((Value.Float64) value).bits());
                yield number >= range.min().doubleValue()
                        && number <= range.max().doubleValue();
            }
            case BYTE, SBYTE, USHORT, SHORT, UINT, INT, ULONG, LONG ->
                range.contains(new BigDecimal(((Value.Whole) value).number()));
        };
    }

    private static String shown(ScalarType type, Value value) {
        return switch (type) {
            case BOOL -> String.valueOf(((Value.Bool) value).value());
            case FLOAT -> String.valueOf(Float.intBitsToFloat(((Value.Float32) value).bits()));
            case DOUBLE -> String.valueOf(Double.longBitsToDouble(((Value.Float64) value).bits()));
            case BYTE, SBYTE, USHORT, SHORT, UINT, INT, ULONG, LONG ->
                ((Value.Whole) value).number().toString();
        };
    }
}
