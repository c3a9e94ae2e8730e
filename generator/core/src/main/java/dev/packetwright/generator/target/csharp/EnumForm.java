package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.EnumType;

/**
 * A value of an enum.
 *
 * @param type the name by which code refers to the enum
 */
record EnumForm(EnumType enumeration, String type) implements ExpressionForm {
    @Override
    public boolean isValueType() {
        return true;
    }

    @Override
    public String initial() {
        return type + "." + CSharpNames.value(enumeration.defaultValue());
    }

    @Override
    public boolean isDefaultOfType() {
        return enumeration.defaultValue().value().signum() == 0;
    }

    @Override
    public String readExpression(String used, String path) {
        String number = "reader.Read" + ScalarForm.suffix(enumeration.base()) + "(" + path + ")";
        return "PacketEnums.Known((" + type + ")" + number + ", ref reader, " + path + ")";
    }

    @Override
    public String writeStatement(String source, String path) {
        String number =
                "(" + enumeration.base().pdlName() + ")PacketEnums.Known(" + source + ", ref writer, " + path + ")";
        return "writer.Write" + ScalarForm.suffix(enumeration.base()) + "(" + path + ", " + number + ");";
    }

    @Override
    public String sizeExpression(String source) {
        return String.valueOf(enumeration.minSize());
    }
}
