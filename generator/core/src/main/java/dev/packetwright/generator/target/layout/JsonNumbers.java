package dev.packetwright.generator.target.layout;

import dev.packetwright.generator.model.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of a protocol in JSON. */
final class JsonNumbers {
    private JsonNumbers() {}

    /** A number; a string for {@code long} and {@code ulong}, as many readers of JSON have no integers of 64 bits. */
    static Object of(ScalarType type, BigInteger number) {
        return type == ScalarType.LONG || type == ScalarType.ULONG ? number.toString() : number;
    }

    /** The same of a number that may have a fraction, rounded to the type. */
    static Object of(ScalarType type, BigDecimal number) {
        return switch (type) {
            case FLOAT -> BigDecimal.valueOf((double) number.floatValue());
            case DOUBLE -> BigDecimal.valueOf(number.doubleValue());
            default -> of(type, number.toBigInteger());
        };
    }
}
