package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;

/** The description of a type in a message. */
final class TypeDescription implements MemberType.Visitor<String> {
    private TypeDescription() {}

    static String of(MemberType type) {
        return type.accept(new TypeDescription());
    }

    @Override
    public String scalar(ScalarType type) {
        return type.pdlName();
    }

    @Override
    public String string(StringType type) {
        return type.encoding() + " text";
    }

    @Override
    public String bytes(BytesType type) {
        return "bytes";
    }

    @Override
    public String enumeration(EnumType type) {
        return "the enum " + quoted(type.name());
    }

    @Override
    public String record(RecordType type) {
        return type.isStruct() ? "the struct " + quoted(type.name()) : "members of their own";
    }

    @Override
    public String list(ListType type) {
        return "a list of " + type.element().accept(this);
    }

    private static String quoted(Name name) {
        return "'" + name.pdl() + "'";
    }
}
