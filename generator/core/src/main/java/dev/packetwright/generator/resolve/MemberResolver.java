package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.pdl.PdlFile.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Gives the members of packets, structs and lists their types. */
final class MemberResolver {
    private static final String ENCODING_OF_STRINGS =
            "only a <string>, or a list with type=\"string\", has an encoding";

    /** The attributes of an element without a name that are allowed or reported elsewhere. */
    private static final Set<String> TYPE_AND_ENCODING = Set.of("type", "encoding");

    private final TypeTable types;
    private final AttributeReader reader;
    private final TraitsResolver traits;
    private final Diagnostics diagnostics;

    MemberResolver(TypeTable types, TraitsResolver traits, Diagnostics diagnostics) {
        this.types = types;
        this.traits = traits;
        this.reader = new AttributeReader(diagnostics);
        this.diagnostics = diagnostics;
    }

    /**
     * The surroundings of members.
     *
     * @param owner the kind of their owner
     * @param encoding the encoding of strings that name none
     */
    record Context(Owner owner, StringType encoding) {
        /** The kinds of owners. */
        enum Owner {
            PACKET,
            STRUCT,
            ELEMENT
        }

        Context ofElement() {
            return new Context(Owner.ELEMENT, encoding);
        }
    }

    /** Resolves members. */
    Body body(List<PdlFile.Member> written, Context context) {
        List<Named> named = new ArrayList<>();
        for (PdlFile.Member member : withOnePacket(written)) {
            if (member.attributes().get("name").isPresent() || isList(member) || isTypeKnown(member, context)) {
                named.add(new Named(member, reader.name(member.tag(), member.attributes())));
            }
        }
        return new Body(named.stream()
                .flatMap(member -> member(member, context).stream())
                .toList());
    }

    /** Drops all misplaced packets after the first, which follow from the same mistake. */
    private List<PdlFile.Member> withOnePacket(List<PdlFile.Member> written) {
        List<PdlFile.Member> kept = new ArrayList<>();
        boolean hasPacket = false;
        for (PdlFile.Member member : written) {
            boolean isPacket = types.isMisplacedPacket(member);
            if (!isPacket || !hasPacket) {
                kept.add(member);
            }
            hasPacket |= isPacket;
        }
        return kept;
    }

    private record Named(PdlFile.Member written, Optional<Attribute> attribute) {
        Optional<Name> name() {
            return attribute.map(given -> new Name(given.value(), given.place()));
        }
    }

    /** An unknown tag is reported as an unknown type, not as a member without a name. */
    private boolean isTypeKnown(PdlFile.Member member, Context context) {
        return types.find(member, context).isPresent();
    }

    private Optional<Member> member(Named member, Context context) {
        PdlFile.Member written = member.written();
        Optional<MemberType> type = isList(written) ? list(member, context) : single(written, context);
        Traits resolved =
                type.map(known -> traits.of(written, known, context.owner())).orElse(Traits.NONE);
        return type.flatMap(known -> member.name()
                .map(name -> new Member(name, known, resolved, written.tag().comment())));
    }

    /** A member without a type has no further diagnostics, because its attributes depend on the type. */
    private Optional<MemberType> single(PdlFile.Member written, Context context) {
        Optional<MemberType> type = types.find(written, context);
        if (type.isPresent()) {
            refuseType(written);
            refuseMembers(written);
        }
        return type.map(known -> encoded(written, known));
    }

    /** Strings can name an encoding. */
    private MemberType encoded(PdlFile.Member written, MemberType type) {
        Optional<Attribute> given = written.attributes().get("encoding");
        if (type instanceof StringType fromTheFile) {
            return given.flatMap(attribute -> Encodings.named(attribute, reader))
                    .orElse(fromTheFile);
        }
        given.ifPresent(attribute -> reader.refuseMisplaced(written.tag(), attribute, ENCODING_OF_STRINGS));
        return type;
    }

    private void refuseType(PdlFile.Member written) {
        written.attributes()
                .get("type")
                .ifPresent(type -> reader.refuseMisplaced(
                        written.tag(), type, "the type is the element's name: <int name=\"hp\"/>"));
    }

    /**
     * A list names the type of its elements, or contains one nameless element of that type or the members of its
     * elements.
     */
    private Optional<MemberType> list(Named list, Context context) {
        PdlFile.Member written = list.written();
        Optional<Attribute> type = written.attributes().get("type");
        if (type.isPresent()) {
            return listOf(written, type.get(), context).map(element -> new ListType(encoded(written, element)));
        }
        written.attributes()
                .get("encoding")
                .ifPresent(encoding -> reader.refuseMisplaced(written.tag(), encoding, ENCODING_OF_STRINGS));
        return isListOfNameless(written)
                ? nameless(written.members().get(0), context).map(ListType::new)
                : Optional.of(new ListType(element(list, context)));
    }

    private Optional<MemberType> listOf(PdlFile.Member written, Attribute type, Context context) {
        if (!written.members().isEmpty()) {
            Tag inner = written.members().get(0).tag();
            diagnostics.report(
                    DiagnosticCode.MEMBERS_IN_SCALAR,
                    inner.place(),
                    "a list of '" + type.value() + "' holds no <" + inner.name() + ">",
                    "remove either the type or the members");
            return Optional.empty();
        }
        if (type.value().toLowerCase(Locale.ROOT).equals(TypeTable.LIST)) {
            reader.refuse(type, "for lists in a list, write the inner list, with a name, into the outer one");
            return Optional.empty();
        }
        return types.find(type, context);
    }

    /** An element without a name has a type, and an encoding if it is a string. */
    private Optional<MemberType> nameless(PdlFile.Member element, Context context) {
        element.attributes().byName().values().stream()
                .filter(attribute -> !TYPE_AND_ENCODING.contains(attribute.name()))
                .forEach(attribute -> reader.refuseMisplaced(
                        element.tag(), attribute, "write it at the <list>, or give the element a name"));
        return single(element, context.ofElement());
    }

    private static boolean isListOfNameless(PdlFile.Member list) {
        return list.members().size() == 1
                && list.members().get(0).attributes().get("name").isEmpty()
                && !isList(list.members().get(0));
    }

    private RecordType element(Named list, Context context) {
        Name name =
                list.name().orElseGet(() -> new Name("", list.written().tag().place()));
        Body body = body(list.written().members(), context.ofElement());
        return new RecordType(name, RecordType.Scope.LIST, body, Optional.empty());
    }

    private static boolean isList(PdlFile.Member member) {
        return member.tag().name().toLowerCase(Locale.ROOT).equals(TypeTable.LIST);
    }

    private void refuseMembers(PdlFile.Member written) {
        String name = written.tag().name();
        written.members().stream()
                .findFirst()
                .map(PdlFile.Member::tag)
                .ifPresent(inner -> diagnostics.report(
                        DiagnosticCode.MEMBERS_IN_SCALAR,
                        inner.place(),
                        "<" + name + "> is one value and holds no <" + inner.name() + ">",
                        "close it before: <" + name + " name=\"...\"/>; only a list holds members"));
    }

    /** The encodings of the PDL. */
    static final class Encodings {
        private Encodings() {}

        static Optional<StringType> named(Attribute attribute, AttributeReader reader) {
            for (StringType type : StringType.values()) {
                if (Objects.equals(type.encoding(), attribute.value().toLowerCase(Locale.ROOT))) {
                    return Optional.of(type);
                }
            }
            reader.refuse(attribute, "it must be \"utf-16\" or \"utf-8\"");
            return Optional.empty();
        }

        static StringType ofFile(Attributes root, AttributeReader reader) {
            return root.get("encoding")
                    .flatMap(attribute -> named(attribute, reader))
                    .orElse(StringType.UTF_16);
        }
    }
}
