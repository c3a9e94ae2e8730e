package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.StringType;
import java.util.OptionalInt;

/**
 * Text.
 *
 * @param maxLength the greatest length in UTF-16 units, if the PDL bounds it
 */
record TextForm(StringType text, OptionalInt maxLength) implements ExpressionForm {
    private String suffix() {
        return text == StringType.UTF_8 ? "Utf8" : "Utf16";
    }

    @Override
    public String type() {
        return "string";
    }

    @Override
    public boolean isValueType() {
        return false;
    }

    @Override
    public String initial() {
        return "\"\"";
    }

    @Override
    public String readExpression(String used, String path) {
        String bound = maxLength.isPresent() ? ", " + maxLength.getAsInt() : "";
        return "reader.Read" + suffix() + "(" + path + bound + ")";
    }

    @Override
    public String writeStatement(String source, String path) {
        int most = maxLength.orElse(text.maxLength().orElseThrow());
        return "writer.Write" + suffix() + "(" + path + ", " + source + ", " + most + ");";
    }

    @Override
    public String sizeExpression(String source) {
        return "PacketWriter.SizeOf" + suffix() + "(" + source + ")";
    }
}
