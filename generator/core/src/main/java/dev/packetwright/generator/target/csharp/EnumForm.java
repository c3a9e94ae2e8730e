package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.EnumType;

/**
 * A value of an enum.
 *
 * @param type the name by which code refers to the enum
 */
record EnumForm(EnumType enumeration, String type) implements NumberForm {
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
        String number = "reader.Read" + suffix() + "(" + path + ")";
        String refusal = enumeration.unknown().isEmpty() ? ", ref reader, " + path : "";
        return "PacketEnums.Known((" + type + ")" + number + refusal + ")";
    }

    @Override
    public String writeStatement(String source, String path) {
        return "writer.Write" + suffix() + "(" + path + ", " + number(source, path) + ");";
    }

    private String suffix() {
        return ScalarForm.suffix(enumeration.base());
    }

    private String number(String source, String path) {
        return "(" + enumeration.base().pdlName() + ")PacketEnums.Known(" + source + ", ref writer, " + path + ")";
    }

    /** Only for an enum that takes every number. */
    @Override
    public String expressionAt(String place) {
        return "PacketEnums.Known((" + type + ")reader." + suffix() + "At(" + place + "))";
    }

    @Override
    public String statementAt(String source, String place, String path) {
        return "writer.Put" + suffix() + "(" + place + ", " + number(source, path) + ");";
    }

    @Override
    public String sizeExpression(String source) {
        return String.valueOf(enumeration.minSize());
    }
}
