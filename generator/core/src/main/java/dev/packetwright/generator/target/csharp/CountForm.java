package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.WireFormat;
import java.util.OptionalInt;

/**
 * A list of elements without bytes: all that there is to know is their number.
 *
 * @param maxLength the greatest count, if the PDL bounds it
 */
record CountForm(OptionalInt maxLength) implements ExpressionForm {
    @Override
    public String type() {
        return "int";
    }

    @Override
    public boolean isValueType() {
        return true;
    }

    @Override
    public String initial() {
        return "0";
    }

    @Override
    public boolean isDefaultOfType() {
        return true;
    }

    @Override
    public String readExpression(String used, String path) {
        return "reader.ReadCount(" + path + ", 0, " + maxLength.orElse(WireFormat.MAX_COUNT) + ")";
    }

    @Override
    public String writeStatement(String source, String path) {
        return "writer.WriteCount(" + path + ", " + source + ", " + maxLength.orElse(WireFormat.MAX_COUNT) + ");";
    }

    @Override
    public String sizeExpression(String source) {
        return String.valueOf(WireFormat.COUNT_SIZE);
    }
}
