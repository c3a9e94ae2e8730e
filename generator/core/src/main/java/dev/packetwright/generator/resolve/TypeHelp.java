package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.resolve.MemberResolver.Context.Owner;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The help for a type that is unknown: the form of this language for what the author has written. */
final class TypeHelp {
    private static final String DID_YOU_MEAN = "did you mean '%s'?";
    private static final String CASE_SENSITIVE = "did you mean %s? the names of structs and enums are case-sensitive";
    private static final String TYPE_IS_ELEMENT = "the type is the element's name: <int name=\"hp\"/>";
    private static final String STRUCT = "declare it beside the packets, as <struct name=\"%1$s\">...</struct>,"
            + " and use it by that name: <%1$s name=\"...\"/>";
    private static final String ENUM = "declare it beside the packets, as <enum name=\"%1$s\">...</enum>,"
            + " and use it by that name: <%1$s name=\"...\"/>;"
            + " on the wire it is an int, unless its type=\"...\" is another integer type";
    private static final String INTO_PACKET = "put the members into the packet itself";

    private static final String TIME = "there is no such type; use a <long> for a time, for example in milliseconds";

    private static final String LIST_OF_PAIRS =
            "write a list of pairs: <list name=\"...\"><int name=\"key\"/><string name=\"value\"/></list>";

    /** The names of our types in other generators and languages. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("boolean", "bool"),
            Map.entry("int8", "sbyte"),
            Map.entry("i8", "sbyte"),
            Map.entry("uint8", "byte"),
            Map.entry("u8", "byte"),
            Map.entry("int16", "short"),
            Map.entry("i16", "short"),
            Map.entry("uint16", "ushort"),
            Map.entry("u16", "ushort"),
            Map.entry("char", "ushort"),
            Map.entry("int32", "int"),
            Map.entry("i32", "int"),
            Map.entry("integer", "int"),
            Map.entry("uint32", "uint"),
            Map.entry("u32", "uint"),
            Map.entry("int64", "long"),
            Map.entry("i64", "long"),
            Map.entry("uint64", "ulong"),
            Map.entry("u64", "ulong"),
            Map.entry("single", "float"),
            Map.entry("f32", "float"),
            Map.entry("float32", "float"),
            Map.entry("f64", "double"),
            Map.entry("float64", "double"),
            Map.entry("text", TypeTable.STRING),
            Map.entry("str", TypeTable.STRING),
            Map.entry("array", TypeTable.LIST),
            Map.entry("bytearray", TypeTable.BYTES),
            Map.entry("blob", TypeTable.BYTES),
            Map.entry("binary", TypeTable.BYTES));

    /**
     * Types of other generators that do not exist here, with the help for each. {@code %1$s} stands for the name in the
     * element.
     */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry(
                    "decimal",
                    "there is no such type; a <string>, or a <long> in the smallest unit, stores it exactly"),
            Map.entry("datetime", TIME),
            Map.entry("timestamp", TIME),
            Map.entry("dictionary", LIST_OF_PAIRS),
            Map.entry("map", LIST_OF_PAIRS),
            Map.entry("variables", INTO_PACKET),
            Map.entry("fields", INTO_PACKET),
            Map.entry("class", STRUCT),
            Map.entry("struct", STRUCT),
            Map.entry("datapacket", STRUCT),
            Map.entry("enum", ENUM));

    /** The vectors of games, with the members of their struct. */
    private static final Map<String, List<String>> VECTORS = Map.of(
            "vector2", List.of("x", "y"),
            "vec2", List.of("x", "y"),
            "vector3", List.of("x", "y", "z"),
            "vec3", List.of("x", "y", "z"),
            "vector4", List.of("x", "y", "z", "w"),
            "vec4", List.of("x", "y", "z", "w"),
            "quaternion", List.of("x", "y", "z", "w"));

    /** Elements that other generators use for a member, with its type in an attribute. */
    private static final Set<String> MEMBERS = Set.of("field", "member", "variable", "var", "property", "param");

    private final List<String> declared;
    private final List<String> types;

    /** @param declared the names of all structs and enums */
    TypeHelp(List<String> declared) {
        this.declared = declared;
        this.types = Stream.of(builtInNames(), declared)
                .flatMap(names -> names.stream().sorted())
                .toList();
    }

    /**
     * A use of an unknown type.
     *
     * @param name the name of the type
     * @param attributes the attributes of the member; none if the type is in an attribute itself
     * @param hasMembers whether the member has members of its own
     * @param owner the kind of the member's owner
     */
    record Use(String name, Attributes attributes, boolean hasMembers, Owner owner) {
        private String lower() {
            return name.toLowerCase(Locale.ROOT);
        }

        /** Returns this use with another type. */
        private String of(String type) {
            return attribute("name")
                    .map(member -> "<" + type + " name=\"" + member + "\"/>")
                    .orElse("'" + type + "'");
        }

        private Optional<String> attribute(String attribute) {
            return attributes.get(attribute).map(Attribute::value);
        }
    }

    /** Returns the names of the types of the language. */
    static List<String> builtInNames() {
        return Stream.concat(ScalarType.names().stream(), Stream.of(TypeTable.STRING, TypeTable.BYTES, TypeTable.LIST))
                .toList();
    }

    /**
     * Suggests a type that differs only in case, else the form of another generator's type, else a similar name.
     */
    String of(Use use) {
        if (MEMBERS.contains(use.lower())) {
            return ourForm(use).orElse(TYPE_IS_ELEMENT);
        }
        return ignoringCase(use.name(), declared)
                .map(type -> CASE_SENSITIVE.formatted(use.of(type)))
                .or(() -> Optional.ofNullable(SYNONYMS.get(use.lower())).map(DID_YOU_MEAN::formatted))
                .or(() -> meant(use))
                .or(() -> vector(use.name()))
                .or(() -> withoutDots(use.name()))
                .or(() -> similar(use).map(DID_YOU_MEAN::formatted))
                .or(() -> Optional.of(use).filter(Use::hasMembers).map(TypeHelp::inlineStruct))
                .or(() -> ourForm(use))
                .orElseGet(() -> "a member is one of: " + String.join(", ", builtInNames())
                        + ", or a struct or enum that is declared beside the packets");
    }

    private static Optional<String> meant(Use use) {
        String key = use.lower().replace("_", "").replace("-", "");
        return Optional.ofNullable(MEANT.get(key))
                .map(help -> help.formatted(use.attribute("name").orElse("NAME")));
    }

    /** The struct has the name as it is written, so that its uses stay as they are. */
    private static Optional<String> vector(String name) {
        UnaryOperator<String> member = axis -> "<float name=\"" + axis + "\"/>";
        return Optional.ofNullable(VECTORS.get(name.toLowerCase(Locale.ROOT)))
                .map(axes -> "declare it beside the packets, and its uses stay as they are: <struct name=\"" + name
                        + "\">" + axes.stream().map(member).collect(Collectors.joining()) + "</struct>");
    }

    /** Returns the help for a type that is written with its namespace. */
    private Optional<String> withoutDots(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (last.equals(name) || !PdlNames.isName(last)) {
            return Optional.empty();
        }
        return Optional.of(named(last)
                .map(known -> "write '" + known + "': the name of a type has no dots")
                .orElse("the name of a type has no dots: declare <struct name=\"" + last
                        + "\">...</struct> beside the packets, and write '" + last + "'"));
    }

    /** Returns a type with a similar name. Of the types, only a list has members in the packet. */
    private Optional<String> similar(Use use) {
        return Suggestion.nearest(use.name(), types).filter(type -> !use.hasMembers() || type.equals(TypeTable.LIST));
    }

    private static String inlineStruct(Use use) {
        String struct = "declare <struct name=\"" + use.name()
                + "\"> with these members beside the packets, and write <" + use.name()
                + use.attribute("name").map(name -> " name=\"" + name + "\"").orElse("") + "/> here";
        return use.owner() == Owner.ELEMENT ? "put its members into the <list> itself; or " + struct : struct;
    }

    /**
     * Returns the help for {@code <field name="id" type="uint64"/>} or {@code type="int[]"}, if the attribute names a
     * type.
     */
    private Optional<String> ourForm(Use use) {
        String name = use.attribute("name").orElse("...");
        Optional<String> written = use.attribute("type");
        Optional<String> whole =
                written.flatMap(this::named).map(type -> "write <" + type + " name=\"" + name + "\"/>");
        return whole.or(() -> written.filter(type -> type.endsWith("[]"))
                .flatMap(type -> named(type.substring(0, type.length() - 2)))
                .map(element -> "write <list name=\"" + name + "\" type=\"" + element + "\"/>"));
    }

    /** Returns the type with this name, in the PDL or in other generators. */
    private Optional<String> named(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.equals("byte[]")) {
            return Optional.of(TypeTable.BYTES);
        }
        return ignoringCase(type, types)
                .or(() -> Optional.ofNullable(SYNONYMS.get(lower)))
                .filter(known -> !known.equals(TypeTable.LIST));
    }

    private static Optional<String> ignoringCase(String name, List<String> names) {
        return names.stream().filter(known -> known.equalsIgnoreCase(name)).findFirst();
    }
}
