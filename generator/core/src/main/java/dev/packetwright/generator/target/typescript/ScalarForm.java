package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.ScalarType;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number or a truth value.
 *
 * @param range the allowed numbers, if the PDL bounds them
 * @param defaultNumber the number of a member that an older peer does not send
 * @param isBig whether the type is {@code bigint}
 */
record ScalarForm(ScalarType scalar, Optional<Range> range, BigDecimal defaultNumber, boolean isBig)
        implements FixedForm {
    private static final BigDecimal MAX_SAFE = BigDecimal.valueOf((1L << 53) - 1);

    static ScalarForm of(ScalarType scalar, Optional<Range> range, BigDecimal defaultNumber, Int64 int64) {
        return new ScalarForm(scalar, range, defaultNumber, is64Bits(scalar) && int64 == Int64.BIGINT);
    }

    private static boolean is64Bits(ScalarType scalar) {
        return scalar == ScalarType.LONG || scalar == ScalarType.ULONG;
    }

    /** Whether the type is {@code number}, which does not hold all the numbers of the wire. */
    private boolean isSafe() {
        return is64Bits(scalar) && !isBig;
    }

    /** The name of the type in the functions that read and write it. */
    String name() {
        return switch (scalar) {
            case BOOL -> "Bool";
            case BYTE -> "Uint8";
            case SBYTE -> "Int8";
            case SHORT -> "Int16";
            case USHORT -> "Uint16";
            case INT -> "Int32";
            case UINT -> "Uint32";
            case LONG -> isBig ? "Int64" : "SafeInt64";
            case ULONG -> isBig ? "Uint64" : "SafeUint64";
            case FLOAT -> "Float32";
            case DOUBLE -> "Float64";
        };
    }

    @Override
    public String type() {
        return scalar == ScalarType.BOOL ? "boolean" : isBig ? "bigint" : "number";
    }

    @Override
    public String initial() {
        return scalar == ScalarType.BOOL ? "false" : literal(defaultNumber);
    }

    @Override
    public int size() {
        return scalar.minSize();
    }

    @Override
    public boolean refuses() {
        return range.isPresent() || isSafe();
    }

    /** Of the numbers in a block, only the last can have bounds. */
    @Override
    public String get(String at, String path) {
        String read = getter() + "(" + at + (isSafe() ? ", " + Form.quoted(path) : "") + ")";
        return range.map(all -> "within(" + read + ", " + checks(all, path) + ")")
                .orElse(read);
    }

    /**
     * The expression that reads the number of an enum's value in a function. Numbers that are not exact are no values, so
     * that an enum that refuses none needs no check of its own.
     */
    String anyAt(String at, boolean refuses) {
        if (isSafe() && !refuses) {
            return (scalar == ScalarType.LONG ? "int32(" : "uint32(") + at + " + 4) * 0x100000000 + uint32(" + at + ")";
        }
        return getter() + "(" + at + (isSafe() ? ", member" : "") + ")";
    }

    private String getter() {
        String name = name();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    public String put(String at, String source, String path) {
        String value = range.map(all -> "checked(" + source + ", " + checks(all, path) + ")")
                .orElse(source);
        return "put" + name() + "(" + at + ", " + value + ", " + Form.quoted(path) + ")";
    }

    private String checks(Range all, String path) {
        return literal(all.min()) + ", " + literal(all.max()) + ", " + size() + ", " + Form.quoted(path);
    }

    private String literal(BigDecimal number) {
        return switch (scalar) {
            case FLOAT -> String.valueOf((double) number.floatValue());
            case DOUBLE -> String.valueOf(number.doubleValue());
            default ->
                isBig
                        ? number.toBigInteger() + "n"
                        : String.valueOf(safe(number).toBigInteger());
        };
    }

    /** A bound beyond the numbers that are refused in any case is the same as the last of the others. */
    private static BigDecimal safe(BigDecimal number) {
        return number.min(MAX_SAFE).max(MAX_SAFE.negate());
    }
}
