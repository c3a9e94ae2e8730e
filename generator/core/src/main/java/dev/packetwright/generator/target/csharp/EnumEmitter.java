package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ScalarType;

/** Emits enums, and the methods that know their values. */
record EnumEmitter(CSharpNames names, CodeWriter out) {
    /** Emits an enum. */
    void emit(EnumType type) {
        out.doc(CSharpText.lines(type.doc().orElse("")));
        out.open("public enum " + Identifiers.escaped(CSharpNames.type(type.name())) + base(type.base()));
        for (EnumType.Value value : type.values()) {
            out.doc(CSharpText.lines(value.doc().orElse("")));
            out.line(CSharpNames.value(value) + " = " + value.value() + ",");
        }
        out.close();
    }

    private static String base(ScalarType base) {
        return base == ScalarType.INT ? "" : " : " + base.pdlName();
    }

    /** Emits the methods for an enum. Those of all enums have the same names. */
    void emitKnown(EnumType type) {
        String name = names.reference(type.name());
        out.open("private static bool IsKnown(" + name + " value)");
        out.open("switch (value)");
        type.values().forEach(value -> out.line("case " + name + "." + CSharpNames.value(value) + ":"));
        out.line("    return true;");
        out.line("default:");
        out.line("    return false;");
        out.close();
        out.close();
        out.blank();
        String problem = "\"has the unknown value \" + (" + type.base().pdlName() + ")value";
        if (type.unknown().isPresent()) {
            out.open("internal static " + name + " Known(" + name + " value)");
            String unknown = CSharpNames.value(type.unknown().get());
            out.line("return IsKnown(value) ? value : " + name + "." + unknown + ";");
        } else {
            out.open("internal static " + name + " Known(" + name + " value, ref PacketReader reader, string member)");
            String refusal = "throw reader.Refused(member, " + type.minSize() + ", " + problem + ")";
            out.line("return IsKnown(value) ? value : " + refusal + ";");
        }
        out.close();
        out.blank();
        out.open("internal static " + name + " Known(" + name + " value, ref PacketWriter writer, string member)");
        out.line("return IsKnown(value) ? value : throw writer.Invalid(member, " + problem + ");");
        out.close();
    }
}
