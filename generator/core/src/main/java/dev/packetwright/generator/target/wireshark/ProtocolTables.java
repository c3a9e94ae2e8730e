package dev.packetwright.generator.target.wireshark;

import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.ScalarType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A protocol as Lua tables, which {@code dissector.lua} interprets. They are flat, and there are no variables but three
 * tables: a function of Lua has at most 200 local variables.
 */
final class ProtocolTables {
    private final StringBuilder out = new StringBuilder();

    private ProtocolTables() {}

    static String of(ProtocolLayout layout) {
        ProtocolTables tables = new ProtocolTables();
        tables.line("local namespace = %s", LuaText.literal(layout.protocol().namespace()));
        tables.line("local fingerprint = \"%016x\"", layout.protocol().fingerprint());
        tables.line("local enums, bodies, packets = {}, {}, {}");
        layout.protocol().enums().forEach(tables::enumeration);
        layout.structs().forEach(struct -> tables.body(struct.type().name().pdl(), struct.body()));
        layout.packets().forEach(tables::packet);
        return tables.out.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String quoted(Name name) {
        return LuaText.literal(name.pdl());
    }

    /** Lua has no exact numbers of 8 bytes, so these are text. */
    private void enumeration(EnumType type) {
        String key = type.minSize() < Long.BYTES ? "[%s]" : "[\"%s\"]";
        String unknown = type.unknown()
                .map(value -> ", unknown = " + quoted(value.name()))
                .orElse("");
        line(
                "enums[%s] = {kind = \"%s\"%s, names = {",
                quoted(type.name()), type.base().pdlName(), unknown);
        type.values().forEach(value -> line("  " + key + " = %s,", value.value(), quoted(value.name())));
        line("}}");
    }

    private void packet(PacketLayout layout) {
        PacketType type = layout.type();
        body(type.name().pdl(), layout.body());
        String direction = type.direction().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String doc = doc(type.doc(), type.deprecated());
        line("packets[%d] = {name = %s, direction = \"%s\"%s}", type.id(), quoted(type.name()), direction, doc);
    }

    /** The members, behind the elements of their lists. Members without bytes are left out: there is nothing to show. */
    private void body(String path, BodyLayout body) {
        StringBuilder members = new StringBuilder();
        for (MemberLayout member : body.members()) {
            if (member.hasVariableSize() || member.member().minSize() > 0) {
                members.append("  {").append(member(path, member)).append("},\n");
            }
        }
        line("bodies[%s] = {\n%s}", LuaText.literal(path), members);
    }

    private String member(String path, MemberLayout layout) {
        Member member = layout.member();
        String value =
                layout.encoding().accept(new Value(path + "." + member.name().pdl()));
        return "name = " + quoted(member.name()) + ", " + value
                + (layout.presence().isOptional() ? ", optional = true" : "")
                + (layout.presence().isLater() ? ", since = " + member.traits().since() : "")
                + doc(member.doc(), member.traits().deprecated());
    }

    private static String doc(Optional<String> doc, Optional<String> deprecated) {
        String text =
                doc.orElse("") + deprecated.map(why -> " Deprecated: " + why).orElse("");
        return text.isBlank() ? "" : ", doc = " + LuaText.literal(text);
    }

    /** The kind of a value and what belongs to it. */
    private final class Value implements Encoding.Visitor<String> {
        private final String path;

        Value(String path) {
            this.path = path;
        }

        @Override
        public String scalar(Encoding.Scalar scalar) {
            ScalarType type = scalar.type();
            String range = scalar.range()
                    .map(it -> ", min = " + number(type, it.min()) + ", max = " + number(type, it.max()))
                    .orElse("");
            return kind(type.pdlName()) + range;
        }

        private static String number(ScalarType type, BigDecimal number) {
            return switch (type) {
                case FLOAT -> new BigDecimal(number.floatValue()).toString();
                case DOUBLE -> new BigDecimal(number.doubleValue()).toString();
                case LONG -> "Int64.new(\"" + number.toBigInteger() + "\")";
                case ULONG -> "UInt64.new(\"" + number.toBigInteger() + "\")";
                default -> number.toBigInteger().toString();
            };
        }

        @Override
        public String enumeration(Encoding.Enumeration enumeration) {
            return kind("enum") + ", enum = " + quoted(enumeration.type().name());
        }

        @Override
        public String text(Encoding.Text text) {
            return kind(text.type().encoding()) + maxLength(text.maxLength());
        }

        @Override
        public String blob(Encoding.Blob blob) {
            return kind("bytes") + maxLength(blob.maxLength());
        }

        @Override
        public String scalarList(Encoding.ScalarList list) {
            return list(list);
        }

        @Override
        public String elementList(Encoding.ElementList list) {
            return list(list);
        }

        @Override
        public String emptyList(Encoding.EmptyList list) {
            return kind("list") + maxLength(list.maxLength());
        }

        private String list(Encoding.Counted list) {
            String element = "element = {" + list.element().accept(this) + "}";
            int least = list.element().minSize();
            return kind("list") + maxLength(list.maxLength()) + ", least = " + least + ", " + element;
        }

        @Override
        public String fixedStruct(Encoding.FixedStruct struct) {
            return struct(struct.layout());
        }

        @Override
        public String struct(Encoding.Struct struct) {
            return struct(struct.layout());
        }

        private String struct(RecordLayout layout) {
            boolean isNamed = layout.type().isStruct();
            String body = isNamed ? layout.type().name().pdl() : path;
            if (!isNamed) {
                body(path, layout.body());
            }
            return kind("struct") + ", body = " + LuaText.literal(body);
        }

        private static String kind(String kind) {
            return "kind = \"" + kind + "\"";
        }

        private static String maxLength(OptionalInt length) {
            return length.isPresent() ? ", maxLength = " + length.getAsInt() : "";
        }
    }
}
