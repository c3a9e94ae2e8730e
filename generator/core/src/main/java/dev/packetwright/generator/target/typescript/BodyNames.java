package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of a packet, a struct or the elements of a list, and of everything in it.
 *
 * @param type the name of the type
 * @param body the members in the PDL
 * @param members the name of each member
 * @param elements for each member that is a list with members of its own: the type of its elements
 */
record BodyNames(String type, Body body, List<String> members, List<Optional<BodyNames>> elements) {
    /** The tag of packets. */
    static final String TAG = "type";

    BodyNames {
        members = List.copyOf(members);
        elements = List.copyOf(elements);
    }

    /** The names of a packet, which has a tag. */
    static BodyNames ofPacket(String type, Body body) {
        return of(type, body, true);
    }

    /** The names of a struct. */
    static BodyNames ofStruct(String type, Body body) {
        return of(type, body, false);
    }

    private static BodyNames of(String type, Body body, boolean isTagged) {
        return new BodyNames(
                type,
                body,
                body.members().stream().map(member -> member(member, isTagged)).toList(),
                body.members().stream().map(member -> elements(member, type)).toList());
    }

    private static String member(Member member, boolean isTagged) {
        String name = MemberSpelling.of(member);
        boolean isTaken = Identifiers.isMemberOfObjects(name) || (isTagged && name.equals(TAG));
        return isTaken ? name + "_" : name;
    }

    /** Elements without bytes have no type: all that there is to know is their number. */
    private static Optional<BodyNames> elements(Member list, String owner) {
        return list.elementRecord()
                .filter(element -> !element.hasNoBytes())
                .map(element -> ofStruct(
                        owner + "_" + MemberSpelling.element(element.name().pdl()), element.body()));
    }

    /** The names of the elements of a list in this body. */
    BodyNames element(RecordType element) {
        return elements.stream()
                .flatMap(Optional::stream)
                .filter(names -> names.body.equals(element.body()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(element.name().pdl()));
    }

    /** These names and those of all elements within, at any depth. */
    Stream<BodyNames> all() {
        return Stream.concat(
                Stream.of(this), elements.stream().flatMap(Optional::stream).flatMap(BodyNames::all));
    }
}
