package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of members that are missing from the packets of older peers.
 *
 * @param traits the traits of the member whose type is visited
 */
record Defaults(Traits traits) implements MemberType.Visitor<Value> {
    /** Returns the default of a member. */
    static Value of(Member member) {
        return member.traits().isOptional()
                ? Value.Absent.ABSENT
                : member.type().accept(new Defaults(member.traits()));
    }

    @Override
    public Value scalar(ScalarType type) {
        return Scalars.of(type, traits.defaultNumber());
    }

    @Override
    public Value string(StringType type) {
        return new Value.Text("");
    }

    @Override
    public Value bytes(BytesType type) {
        return new Value.Bytes(new byte[0]);
    }

    @Override
    public Value enumeration(EnumType type) {
        return new Value.Choice(type.defaultValue().name().pdl());
    }

    @Override
    public Value record(RecordType type) {
        Map<String, Value> values = new LinkedHashMap<>();
        type.body().members().forEach(member -> values.put(member.name().pdl(), of(member)));
        return new Value.Members(values);
    }

    @Override
    public Value list(ListType type) {
        return type.element().hasNoBytes() ? new Value.Empties(0) : new Value.Elements(List.of());
    }
}
