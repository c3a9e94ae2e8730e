package dev.packetwright.generator.pdl;

import dev.packetwright.generator.source.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of one PDL file, before names and types are resolved.
 *
 * @param root the root element
 * @param attributes the root's attributes
 * @param imports the imports in document order
 * @param enums the enums in document order
 * @param structs the structs in document order
 * @param packets the packets in document order
 */
public record PdlFile(
        Tag root,
        Attributes attributes,
        List<Import> imports,
        List<Enumeration> enums,
        List<Struct> structs,
        List<Packet> packets) {
    public PdlFile {
        imports = List.copyOf(imports);
        enums = List.copyOf(enums);
        structs = List.copyOf(structs);
        packets = List.copyOf(packets);
    }

    /**
     * An attribute.
     *
     * @param name the name
     * @param value the value
     * @param place the place of the value, without its quotes
     */
    public record Attribute(String name, String value, Place place) {}

    /** The attributes of an element, in document order. */
    public record Attributes(Map<String, Attribute> byName) {
        public Attributes {
            byName = Map.copyOf(byName);
        }

        /** Returns the attribute with this name, if there is one. */
        public Optional<Attribute> get(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }

    /**
     * A start tag.
     *
     * @param name the element's name as it is written
     * @param place the place from {@code <} to {@code >}
     * @param comment the comment right before it
     * @param selfClosing whether it is {@code <x/>}
     */
    public record Tag(String name, Place place, Optional<String> comment, boolean selfClosing) {}

    /** {@code <import file="…"/>}. */
    public record Import(Tag tag, Attributes attributes) {}

    /** {@code <enum>}. */
    public record Enumeration(Tag tag, Attributes attributes, List<Value> values) {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /** {@code <value>} of an enum. */
    public record Value(Tag tag, Attributes attributes) {}

    /** {@code <struct>}. */
    public record Struct(Tag tag, Attributes attributes, List<Member> members) {
        public Struct {
            members = List.copyOf(members);
        }
    }

    /** {@code <packet>}. */
    public record Packet(Tag tag, Attributes attributes, List<Member> members) {
        public Packet {
            members = List.copyOf(members);
        }
    }

    /** An element within a packet, struct or list: a member whose type is the element's name. */
    public record Member(Tag tag, Attributes attributes, List<Member> members) {
        public Member {
            members = List.copyOf(members);
        }
    }
}
