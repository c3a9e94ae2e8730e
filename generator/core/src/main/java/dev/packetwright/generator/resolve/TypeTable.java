package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.source.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The types of members, by their names in the PDL. */
final class TypeTable {
    static final String LIST = "list";
    static final String STRING = "string";
    static final String BYTES = "bytes";

    private static final String DID_YOU_MEAN = "did you mean '%s'?";
    private static final String TYPE_IS_ELEMENT = "the type is the element's name: <int name=\"hp\"/>";
    private static final String DECLARE_STRUCT =
            "declare it beside the packets: <struct name=\"%s\"><float name=\"x\"/>...</struct>";

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
            Map.entry("text", STRING),
            Map.entry("str", STRING),
            Map.entry("array", LIST),
            Map.entry("bytearray", BYTES),
            Map.entry("blob", BYTES),
            Map.entry("binary", BYTES));

    /** Types of other generators that do not exist here, with the help for each. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry(
                    "decimal",
                    "there is no such type; a <string>, or a <long> in the smallest unit, stores it exactly"),
            Map.entry("datetime", TIME),
            Map.entry("timestamp", TIME),
            Map.entry("dictionary", LIST_OF_PAIRS),
            Map.entry("map", LIST_OF_PAIRS),
            Map.entry("variables", "put the members into the packet itself"),
            Map.entry("fields", "put the members into the packet itself"),
            Map.entry("class", "declare it beside the packets, as <struct name=\"...\">, and use it by that name"),
            Map.entry("struct", "declare it beside the packets, and use it by its name"),
            Map.entry("enum", "declare it beside the packets, and use it by its name"),
            Map.entry("vector2", DECLARE_STRUCT.formatted("Vector2")),
            Map.entry("vector3", DECLARE_STRUCT.formatted("Vector3")),
            Map.entry("vector4", DECLARE_STRUCT.formatted("Vector4")),
            Map.entry("quaternion", DECLARE_STRUCT.formatted("Quaternion")));

    /** Elements that other generators use for a member, with its type in an attribute. */
    private static final Set<String> MEMBERS = Set.of("field", "member", "variable", "var", "property", "param");

    private final Diagnostics diagnostics;
    private final Map<String, EnumType> enums = new LinkedHashMap<>();
    private final Map<String, PdlFile.Struct> writtenStructs = new HashMap<>();
    private final Map<String, RecordType> structs = new LinkedHashMap<>();
    private final Map<String, Integer> weights = new HashMap<>();
    private final Map<String, Place> underWay = new LinkedHashMap<>();
    private final Function<PdlFile.Struct, RecordType> structResolver;

    TypeTable(Function<PdlFile.Struct, RecordType> structResolver, Diagnostics diagnostics) {
        this.structResolver = structResolver;
        this.diagnostics = diagnostics;
    }

    void add(EnumType type) {
        enums.putIfAbsent(type.name().pdl(), type);
    }

    void add(String name, PdlFile.Struct struct) {
        writtenStructs.putIfAbsent(name, struct);
    }

    /** Returns whether a name, in any case, is the name of a type of the language. */
    static boolean isBuiltIn(String name) {
        return builtInNames().contains(name.toLowerCase(Locale.ROOT));
    }

    private static List<String> builtInNames() {
        return Stream.concat(ScalarType.names().stream(), Stream.of(STRING, BYTES, LIST))
                .toList();
    }

    /**
     * The type with a name, except for lists. Reports an unknown name.
     *
     * @param encoding the encoding of strings
     */
    Optional<MemberType> find(String name, Place place, StringType encoding) {
        return find(name, place, encoding, Optional.empty());
    }

    /**
     * The type that a member's element names. Reports an unknown name.
     *
     * @param encoding the encoding of strings
     */
    Optional<MemberType> find(PdlFile.Member member, StringType encoding) {
        return find(member.tag().name(), member.tag().place(), encoding, ourForm(member.attributes()));
    }

    private Optional<MemberType> find(String name, Place place, StringType encoding, Optional<String> ourForm) {
        String builtIn = name.toLowerCase(Locale.ROOT);
        Optional<ScalarType> scalar = ScalarType.named(builtIn);
        if (scalar.isPresent()) {
            return scalar.map(type -> type);
        } else if (builtIn.equals(STRING)) {
            return Optional.of(encoding);
        } else if (builtIn.equals(BYTES)) {
            return Optional.of(BytesType.BYTES);
        } else if (enums.containsKey(name)) {
            return Optional.of(enums.get(name));
        } else if (writtenStructs.containsKey(name)) {
            return struct(name, place).map(type -> type);
        }
        reportUnknown(name, place, ourForm);
        return Optional.empty();
    }

    /** Resolves a struct at its first use, so that structs can use each other in any order. */
    private Optional<RecordType> struct(String name, Place use) {
        if (underWay.containsKey(name)) {
            diagnostics.report(new Diagnostic(
                            DiagnosticCode.STRUCT_IN_ITSELF,
                            use,
                            "the struct '" + name + "' would contain itself",
                            List.of(),
                            "its values would be infinitely large; use an id instead, or a list in the packet")
                    .withNote(underWay.get(name), "this use leads back to it"));
            return Optional.empty();
        }
        RecordType known = structs.get(name);
        if (known == null) {
            underWay.put(name, use);
            known = structResolver.apply(writtenStructs.get(name));
            underWay.remove(name);
            structs.put(name, known);
            weights.put(name, StructWeight.of(known.body(), weights));
        }
        if (weights.getOrDefault(name, 0) > StructWeight.MAX) {
            diagnostics.report(
                    DiagnosticCode.TOO_MANY_MEMBERS,
                    use,
                    "the struct '" + name + "' holds more than " + StructWeight.MAX
                            + " values, including those of its structs",
                    "put the rest into another packet, or into a list");
            return Optional.empty();
        }
        return Optional.of(known);
    }

    List<EnumType> enums() {
        return List.copyOf(enums.values());
    }

    private void reportUnknown(String name, Place place, Optional<String> ourForm) {
        diagnostics.report(
                DiagnosticCode.UNKNOWN_TYPE, place, "unknown type '" + name + "'", help(name, allNames(), ourForm));
    }

    private List<String> allNames() {
        return Stream.of(builtInNames(), enums.keySet(), writtenStructs.keySet())
                .flatMap(names -> names.stream().sorted())
                .toList();
    }

    /** Suggests a type that differs only in case, else another generator's name for it, else a similar name. */
    private static String help(String name, List<String> types, Optional<String> ourForm) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (MEMBERS.contains(lower)) {
            return ourForm.orElse(TYPE_IS_ELEMENT);
        }
        return types.stream()
                .filter(type -> type.equalsIgnoreCase(name))
                .findFirst()
                .or(() -> Optional.ofNullable(SYNONYMS.get(lower)))
                .map(DID_YOU_MEAN::formatted)
                .or(() -> Optional.ofNullable(MEANT.get(lower)))
                .or(() -> Suggestion.nearest(name, types).map(DID_YOU_MEAN::formatted))
                .or(() -> ourForm)
                .orElseGet(() -> "a member is one of: " + String.join(", ", builtInNames())
                        + ", or a struct or enum that is declared beside the packets");
    }

    /**
     * Returns the help for {@code <field name="id" type="uint64"/>} or {@code type="int[]"}, if the attribute names a
     * type.
     */
    private Optional<String> ourForm(Attributes attributes) {
        String name = attributes.get("name").map(Attribute::value).orElse("...");
        Optional<String> written = attributes.get("type").map(Attribute::value);
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
            return Optional.of(BYTES);
        }
        return allNames().stream()
                .filter(known -> known.equalsIgnoreCase(type) && !known.equals(LIST))
                .findFirst()
                .or(() -> Optional.ofNullable(SYNONYMS.get(lower)).filter(known -> !known.equals(LIST)));
    }
}
