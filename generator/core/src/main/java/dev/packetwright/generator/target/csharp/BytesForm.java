package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.WireFormat;
import java.util.OptionalInt;

/**
 * Raw bytes.
 *
 * @param maxLength the greatest length in bytes, if the PDL bounds it
 * @param array the name of the class {@code Array}
 */
record BytesForm(OptionalInt maxLength, String array) implements ExpressionForm {
    @Override
    public String type() {
        return "byte[]";
    }

    @Override
    public boolean isValueType() {
        return false;
    }

    @Override
    public String initial() {
        return array + ".Empty<byte>()";
    }

    @Override
    public String readExpression(String used, String path) {
        String bound = maxLength.isPresent() ? ", " + maxLength.getAsInt() : "";
        return "reader.ReadBytes(" + path + ", " + used + bound + ")";
    }

    @Override
    public String writeStatement(String source, String path) {
        return "writer.WriteBytes(" + path + ", " + source + ", " + maxLength.orElse(WireFormat.MAX_COUNT) + ");";
    }

    @Override
    public String sizeExpression(String source) {
        return "PacketWriter.SizeOf(" + source + ")";
    }

    @Override
    public String shown(String source) {
        return "PacketText.Of(" + source + ")";
    }
}
