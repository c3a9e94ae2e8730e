package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.ScalarType;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number or a truth value.
 *
 * @param range the allowed numbers, if the PDL bounds them
 */
record ScalarForm(ScalarType scalar, Optional<Range> range, BigDecimal defaultNumber) implements NumberForm {
    /** The end of the names of the methods that read and write a type. */
    static String suffix(ScalarType type) {
        return switch (type) {
            case BOOL -> "Bool";
            case BYTE -> "Byte";
            case SBYTE -> "SByte";
            case SHORT -> "Short";
            case USHORT -> "UShort";
            case INT -> "Int";
            case UINT -> "UInt";
            case LONG -> "Long";
            case ULONG -> "ULong";
            case FLOAT -> "Float";
            case DOUBLE -> "Double";
        };
    }

    @Override
    public String type() {
        return scalar.pdlName();
    }

    @Override
    public boolean isValueType() {
        return true;
    }

    @Override
    public String initial() {
        return scalar == ScalarType.BOOL ? "false" : literal(defaultNumber);
    }

    @Override
    public boolean isDefaultOfType() {
        return defaultNumber.signum() == 0;
    }

    @Override
    public String readExpression(String used, String path) {
        return "reader.Read" + suffix(scalar) + "(" + path + bounds() + ")";
    }

    @Override
    public String writeStatement(String source, String path) {
        return "writer.Write" + suffix(scalar) + "(" + path + ", " + source + bounds() + ");";
    }

    @Override
    public String expressionAt(String place) {
        return "reader." + suffix(scalar) + "At(" + place + ")";
    }

    @Override
    public String statementAt(String source, String place, String path) {
        return "writer.Put" + suffix(scalar) + "(" + place + ", " + source + ");";
    }

    @Override
    public String sizeExpression(String source) {
        return String.valueOf(scalar.minSize());
    }

    private String bounds() {
        return range.map(all -> ", " + literal(all.min()) + ", " + literal(all.max()))
                .orElse("");
    }

    private String literal(BigDecimal number) {
        return switch (scalar) {
            case FLOAT -> number.floatValue() + "f";
            case DOUBLE -> number.doubleValue() + "d";
            default -> String.valueOf(number.toBigInteger());
        };
    }
}
