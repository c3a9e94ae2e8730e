package dev.packetwright.generator.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Floating-point numbers as text that reads back as the same bits: as few digits as possible, or the bits themselves for
 * NaN.
 */
final class FloatText {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final String NAN = "NaN";
    private static final String BITS = "bits:";
    private static final int CANONICAL_NAN_32 = 0x7fc00000;
    private static final long CANONICAL_NAN_64 = 0x7ff8000000000000L;

    /** The largest integer that is written without an exponent. */
    private static final int MOST_DIGITS = 20;

    private FloatText() {}

    static Json of32(int bits) {
        float number = Float.intBitsToFloat(bits);
        if (Float.isNaN(number)) {
            return new Json.Text(bits == CANONICAL_NAN_32 ? NAN : BITS + String.format("%08x", bits));
        }
        return json(Float.toString(number), text -> Float.floatToRawIntBits(Float.parseFloat(text)) == bits);
    }

    static Json of64(long bits) {
        double number = Double.longBitsToDouble(bits);
        if (Double.isNaN(number)) {
            return new Json.Text(bits == CANONICAL_NAN_64 ? NAN : BITS + String.format("%016x", bits));
        }
        return json(Double.toString(number), text -> Double.doubleToRawLongBits(Double.parseDouble(text)) == bits);
    }

    private static Json json(String text, Predicate<String> isSame) {
        if (text.endsWith("Infinity")) {
            return new Json.Text(text);
        }
        return new Json.Num(text.equals("-0.0") ? text : shortest(new BigDecimal(text), isSame));
    }

    /**
     * Drops digits while the number stays the same. JDKs before 19 write some numbers with more digits than necessary.
     */
    private static String shortest(BigDecimal exact, Predicate<String> isSame) {
        BigDecimal digits = exact.stripTrailingZeros();
        Optional<BigDecimal> shorter = Optional.of(digits);
        while (shorter.isPresent()) {
            digits = shorter.get();
            shorter = shortened(digits, isSame);
        }
        return digits.scale() < 0 && digits.precision() - digits.scale() <= MOST_DIGITS
                ? digits.toPlainString()
                : digits.toString();
    }

    private static Optional<BigDecimal> shortened(BigDecimal digits, Predicate<String> isSame) {
        if (digits.precision() == 1) {
            return Optional.empty();
        }
        return List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP).stream()
                .map(mode -> digits.round(new MathContext(digits.precision() - 1, mode))
                        .stripTrailingZeros())
                .filter(candidate -> isSame.test(candidate.toString()))
                .findFirst();
    }

    /** Returns the bits of a text, or empty if it is not a number or is too large. */
    static Optional<Integer> parse32(String text) {
        if (text.equals(NAN)) {
            return Optional.of(CANONICAL_NAN_32);
        } else if (text.matches(BITS + "[0-9a-fA-F]{8}")) {
            return Optional.of(Integer.parseUnsignedInt(text.substring(BITS.length()), 16));
        }
        return Optional.of(text)
                .filter(FloatText::isNumber)
                .map(Float::parseFloat)
                .filter(number -> !Float.isInfinite(number) || isInfinity(text))
                .map(Float::floatToRawIntBits);
    }

    /** Returns the bits of a text, or empty if it is not a number or is too large. */
    static Optional<Long> parse64(String text) {
        if (text.equals(NAN)) {
            return Optional.of(CANONICAL_NAN_64);
        } else if (text.matches(BITS + "[0-9a-fA-F]{16}")) {
            return Optional.of(Long.parseUnsignedLong(text.substring(BITS.length()), 16));
        }
        return Optional.of(text)
                .filter(FloatText::isNumber)
                .map(Double::parseDouble)
                .filter(number -> !Double.isInfinite(number) || isInfinity(text))
                .map(Double::doubleToRawLongBits);
    }

    private static boolean isNumber(String text) {
        return isInfinity(text) || NUMBER.matcher(text).matches();
    }

    private static boolean isInfinity(String text) {
        return text.equals("Infinity") || text.equals("-Infinity");
    }
}
