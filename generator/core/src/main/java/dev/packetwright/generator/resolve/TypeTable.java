package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.resolve.MemberResolver.Context;
import dev.packetwright.generator.resolve.MemberResolver.Context.Owner;
import dev.packetwright.generator.resolve.TypeHelp.Use;
import dev.packetwright.generator.source.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The types of members, by their names in the PDL. */
final class TypeTable {
    static final String LIST = "list";
    static final String STRING = "string";
    static final String BYTES = "bytes";

    private static final String PACKET = "packet";
    private static final Attributes NONE = new Attributes(Map.of());

    private final Diagnostics diagnostics;
    private final Map<String, EnumType> enums = new LinkedHashMap<>();
    private final Map<String, PdlFile.Struct> writtenStructs = new HashMap<>();
    private final Map<String, RecordType> structs = new LinkedHashMap<>();
    private final Map<String, Integer> weights = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
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
        return TypeHelp.builtInNames().contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether an element is a packet where only members can be: after a forgotten end tag, all further packets
     * are in the one before.
     */
    boolean isMisplacedPacket(PdlFile.Member member) {
        String name = member.tag().name();
        return name.equalsIgnoreCase(PACKET) && !enums.containsKey(name) && !writtenStructs.containsKey(name);
    }

    /** The type that an attribute names, except for lists. Reports an unknown name. */
    Optional<MemberType> find(Attribute type, Context context) {
        return find(type.place(), context.encoding(), new Use(type.value(), NONE, false, context.owner()));
    }

    /** The type that a member's element names. Reports an unknown name. */
    Optional<MemberType> find(PdlFile.Member member, Context context) {
        boolean hasMembers = !member.members().isEmpty();
        Use use = new Use(member.tag().name(), member.attributes(), hasMembers, context.owner());
        return isMisplacedPacket(member)
                ? reportPacket(member.tag().place(), context.owner())
                : find(member.tag().place(), context.encoding(), use);
    }

    private Optional<MemberType> reportPacket(Place place, Owner owner) {
        String outer = owner == Owner.STRUCT ? "struct" : "packet";
        diagnostics.report(
                DiagnosticCode.UNKNOWN_TYPE,
                place,
                "a packet cannot be in a " + outer,
                "is </" + outer + "> missing before it?");
        return Optional.empty();
    }

    private Optional<MemberType> find(Place place, StringType encoding, Use use) {
        String name = use.name();
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
        diagnostics.report(
                DiagnosticCode.UNKNOWN_TYPE, place, "unknown type '" + name + "'", new TypeHelp(declared()).of(use));
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
        if (underWay.size() == StructDepth.MAX) {
            return reportDepth(use);
        }
        RecordType known = structs.get(name);
        if (known == null) {
            underWay.put(name, use);
            known = structResolver.apply(writtenStructs.get(name));
            underWay.remove(name);
            structs.put(name, known);
            weights.put(name, StructWeight.of(known.body(), weights));
            depths.put(name, StructDepth.of(known.body(), depths));
        }
        if (depths.getOrDefault(name, 0) > StructDepth.MAX) {
            return reportDepth(use);
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

    private Optional<RecordType> reportDepth(Place use) {
        diagnostics.report(
                DiagnosticCode.NESTED_TOO_DEEP,
                use,
                "structs are nested more than " + StructDepth.MAX + " deep, the lists in them included",
                "give the inner data a packet of its own");
        return Optional.empty();
    }

    List<EnumType> enums() {
        return List.copyOf(enums.values());
    }

    private List<String> declared() {
        return Stream.concat(enums.keySet().stream(), writtenStructs.keySet().stream())
                .toList();
    }
}
