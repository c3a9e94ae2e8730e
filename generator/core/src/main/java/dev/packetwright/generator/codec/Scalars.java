package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The values of scalar types, from their bits on the wire and from numbers of the PDL. */
public final class Scalars {
    private Scalars() {}

    /** Returns the value for a number of the PDL. A float is the nearest value of its type. */
    public static Value of(ScalarType type, BigDecimal number) {
        return switch (type) {
            case BOOL -> new Value.Bool(number.signum() != 0);
            case FLOAT -> new Value.Float32(Float.floatToRawIntBits(number.floatValue()));
            case DOUBLE -> new Value.Float64(Double.doubleToRawLongBits(number.doubleValue()));
            case BYTE, SBYTE, USHORT, SHORT, UINT, INT, ULONG, LONG -> new Value.Whole(number.toBigInteger());
        };
    }

    /** Returns the value with the given bits, which have the size of the type and zeros above. */
    static Value ofBits(ScalarType type, long bits) {
        return switch (type) {
            case BOOL -> new Value.Bool(bits != 0);
            case FLOAT -> new Value.Float32((int) bits);
            case DOUBLE -> new Value.Float64(bits);
            case BYTE, USHORT, UINT -> new Value.Whole(BigInteger.valueOf(bits));
            case ULONG -> new Value.Whole(new BigInteger(Long.toUnsignedString(bits)));
            case SBYTE, SHORT, INT, LONG -> new Value.Whole(signed(Long.SIZE - 8 * type.minSize(), bits));
        };
    }

    private static BigInteger signed(int unusedBits, long bits) {
        return BigInteger.valueOf(bits << unusedBits >> unusedBits);
    }

    /** Returns the integer with the given bits. */
    static BigInteger integer(ScalarType type, long bits) {
        return ((Value.Whole) ofBits(type, bits)).number();
    }
}
