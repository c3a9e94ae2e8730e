package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a class and of everything in it, without the {@code @} of keywords.
 *
 * @param name the name of the class
 * @param body the members in the PDL
 * @param members the name of each member
 * @param elements for each member that is a list with members of its own: the class of its elements
 */
record ClassNames(String name, Body body, List<String> members, List<Optional<ClassNames>> elements) {
    /** The generated members, and those of {@code object}. */
    static final Set<String> GENERATED = Set.of(
            "Protocol",
            "Size",
            "Write",
            "Read",
            "ReadFrom",
            "WriteMembers",
            "ReadMembers",
            "WriteAt",
            "ReadAt",
            "ToString",
            "Equals",
            "ReferenceEquals",
            "GetHashCode",
            "GetType",
            "MemberwiseClone",
            "Finalize");

    ClassNames {
        members = List.copyOf(members);
        elements = List.copyOf(elements);
    }

    /** The names of a class with the given name. */
    static ClassNames of(String name, Body body, MemberSpelling spelling) {
        return new ClassNames(
                name,
                body,
                body.members().stream()
                        .map(member -> free(spelling.of(member), name))
                        .toList(),
                body.members().stream()
                        .map(member -> elements(member, name, spelling))
                        .toList());
    }

    private static Optional<ClassNames> elements(Member list, String owner, MemberSpelling spelling) {
        return list.elementRecord()
                .filter(element -> !element.hasNoBytes())
                .map(element ->
                        of(free(MemberSpelling.element(element.name().pdl()), owner), element.body(), spelling));
    }

    /** A member cannot have the name of its class or of a generated member, nor hide a type that generated code needs. */
    private static String free(String name, String owner) {
        boolean isTaken = name.equals(owner) || GENERATED.contains(name) || SupportTypes.NAMES.contains(name);
        return isTaken ? free(name + "_", owner) : name;
    }

    /** The class of the elements of a list in this class. */
    ClassNames element(RecordType element) {
        return elements.stream()
                .flatMap(Optional::stream)
                .filter(names -> names.body.equals(element.body()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(element.name().pdl()));
    }

    /** The names of all members and of all classes within, at any depth. */
    Stream<String> allWithin() {
        return Stream.concat(
                members.stream(),
                elements.stream()
                        .flatMap(Optional::stream)
                        .flatMap(element -> Stream.concat(Stream.of(element.name), element.allWithin())));
    }
}
