package dev.packetwright.generator.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The number types and the boolean type. */
public enum ScalarType implements MemberType {
    BOOL(1),
    BYTE(1),
    SBYTE(1),
    SHORT(2),
    USHORT(2),
    INT(4),
    UINT(4),
    LONG(8),
    ULONG(8),
    FLOAT(4),
    DOUBLE(8);

    private static final Map<String, ScalarType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ScalarType::pdlName, type -> type));

    private final int size;

    ScalarType(int size) {
        this.size = size;
    }

    /** Returns the type with this name in the PDL, in any case. */
    public static Optional<ScalarType> named(String pdlName) {
        return Optional.ofNullable(BY_NAME.get(pdlName.toLowerCase(Locale.ROOT)));
    }

    /** Returns the names of all scalar types in the PDL. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ScalarType::pdlName).toList();
    }

    /** Returns the name in the PDL. */
    public String pdlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether this is a type of whole numbers. */
    public boolean isInteger() {
        return this != BOOL && this != FLOAT && this != DOUBLE;
    }

    /** Returns the smallest value of a number type. */
    public BigDecimal min() {
        return switch (this) {
            case FLOAT -> BigDecimal.valueOf(-Float.MAX_VALUE);
            case DOUBLE -> BigDecimal.valueOf(-Double.MAX_VALUE);
            case SBYTE, SHORT, INT, LONG ->
                new BigDecimal(BigInteger.ONE.shiftLeft(8 * size - 1).negate());
            default -> BigDecimal.ZERO;
        };
    }

    /** Returns the greatest value of a number type. */
    public BigDecimal max() {
        return switch (this) {
            case FLOAT -> BigDecimal.valueOf(Float.MAX_VALUE);
            case DOUBLE -> BigDecimal.valueOf(Double.MAX_VALUE);
            case BOOL -> BigDecimal.ONE;
            case SBYTE, SHORT, INT, LONG ->
                new BigDecimal(BigInteger.ONE.shiftLeft(8 * size - 1).subtract(BigInteger.ONE));
            default -> new BigDecimal(BigInteger.ONE.shiftLeft(8 * size).subtract(BigInteger.ONE));
        };
    }

    @Override
    public int minSize() {
        return size;
    }

    @Override
    public boolean isFixedSize() {
        return true;
    }

    @Override
    public OptionalInt maxLength() {
        return OptionalInt.empty();
    }

    @Override
    public String wireForm() {
        return pdlName();
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.scalar(this);
    }
}
