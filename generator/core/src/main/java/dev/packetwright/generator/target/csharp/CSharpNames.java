package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a protocol in C#. A name that C# or generated code has already gets a {@code _} at its end; a keyword gets
 * {@code @} before it. A type that something in the protocol could hide is written with its namespace.
 */
final class CSharpNames {
    private static final Map<String, String> SYSTEM_TYPES = Map.ofEntries(
            Map.entry("ArraySegment", "System"),
            Map.entry("Array", "System"),
            Map.entry("Action", "System"),
            Map.entry("Obsolete", "System"),
            Map.entry("Exception", "System"),
            Map.entry("ArgumentException", "System"),
            Map.entry("BitConverter", "System"),
            Map.entry("List", "System.Collections.Generic"),
            Map.entry("Buffer", "System"),
            Map.entry("Math", "System"),
            Map.entry("ThreadStatic", "System"),
            Map.entry("MethodImpl", "System.Runtime.CompilerServices"),
            Map.entry("MethodImplOptions", "System.Runtime.CompilerServices"),
            Map.entry("StructLayout", "System.Runtime.InteropServices"),
            Map.entry("LayoutKind", "System.Runtime.InteropServices"),
            Map.entry("FieldOffset", "System.Runtime.InteropServices"),
            Map.entry("StringBuilder", "System.Text"));

    /** The local variables of generated code. */
    private static final Set<String> LOCALS = Set.of(
            "reader",
            "writer",
            "packet",
            "buffer",
            "segment",
            "size",
            "count",
            "i",
            "at",
            "place",
            "element",
            "id",
            "value",
            "member",
            "session",
            "handler",
            "onRecvCallback");

    private final String namespace;
    private final MemberSpelling spelling;
    private final Set<String> types = new HashSet<>();
    private final Set<String> inner = new HashSet<>(LOCALS);
    private final Map<String, ClassNames> classes = new HashMap<>();

    private CSharpNames(Protocol protocol, CSharpOptions options) {
        this.namespace = options.namespaceOf(protocol.namespace());
        this.spelling = options.members();
        protocol.topLevelNames().forEach(name -> types.add(type(name)));
        protocol.packets().forEach(packet -> inner.add(used(packet.name())));
        bodies(protocol).forEach(named -> {
            ClassNames names = ClassNames.of(type(named.name()), named.body(), spelling);
            classes.put(names.name(), names);
            names.allWithin().forEach(inner::add);
        });
    }

    /** A packet or a struct. */
    private record Named(Name name, Body body) {}

    static CSharpNames of(Protocol protocol, CSharpOptions options) {
        return new CSharpNames(protocol, options);
    }

    private static Stream<Named> bodies(Protocol protocol) {
        return Stream.concat(
                protocol.packets().stream().map(packet -> new Named(packet.name(), packet.body())),
                protocol.structs().stream().map(struct -> new Named(struct.name(), struct.body())));
    }

    /** The namespace of the generated code; empty for none. */
    String namespace() {
        return Identifiers.escapedNamespace(namespace);
    }

    /** The names of all packets and structs, in document order. */
    List<ClassNames> classes(Protocol protocol) {
        return bodies(protocol).map(named -> classOf(named.name())).toList();
    }

    /** The names within a packet or a struct. */
    ClassNames classOf(Name type) {
        ClassNames names = classes.get(type(type));
        if (names == null) {
            throw new IllegalArgumentException("no class: " + type.pdl());
        }
        return names;
    }

    /** The name of a packet, a struct or an enum, without the {@code @} of a keyword. */
    static String type(Name name) {
        String type = name.pdl();
        while (SupportTypes.NAMES.contains(type) || ClassNames.GENERATED.contains(type)) {
            type += "_";
        }
        return type;
    }

    /** The name of the field with a packet that a manager uses again. */
    static String used(Name packet) {
        return "used" + type(packet);
    }

    /** The name by which any generated code refers to a packet, a struct or an enum. */
    String reference(Name name) {
        String type = type(name);
        String prefix = namespace.isEmpty() ? "global::" : "global::" + namespace() + ".";
        return (inner.contains(type) ? prefix : "") + Identifiers.escaped(type);
    }

    /** A type of the class library. */
    String system(String type) {
        return isHidden(type) ? "global::" + SYSTEM_TYPES.get(type) + "." + type : type;
    }

    private boolean isHidden(String systemType) {
        return types.contains(systemType) || inner.contains(systemType);
    }

    /** Text of C# with the types of the class library that something hides written in full. */
    String withSystemTypes(String text) {
        String result = text;
        for (String type : SYSTEM_TYPES.keySet()) {
            if (isHidden(type)) {
                result = result.replaceAll("(?<![\\w.])" + type + "\\b", system(type));
            }
        }
        return result;
    }

    /** The name by which a method refers to a member of its class, whatever local variables it has. */
    static String member(String name) {
        return (LOCALS.contains(name) ? "this." : "") + Identifiers.escapedMember(name);
    }

    /** The name of an enum's value. */
    static String value(EnumType.Value value) {
        String name = value.name().pdl();
        return name.equals("value__") ? name + "_" : Identifiers.escaped(name);
    }
}
