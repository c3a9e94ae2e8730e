package dev.packetwright.generator.target.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A protocol with its Java names.
 *
 * @param layout the protocol and its layout
 * @param names the names of everything in it
 */
record JavaProtocol(ProtocolLayout layout, JavaNames names) {
    private static final ClassName SUPPRESS_WARNINGS = ClassName.get(SuppressWarnings.class);

    /** JDK 17 does not know this name, and ignores it. */
    private static final String MISSING_COMMENT = "doclint:missing";

    Protocol protocol() {
        return layout.protocol();
    }

    /** The class of the protocol's package that has this name. */
    ClassName own(String javaName) {
        return ClassName.get(protocol().namespace(), javaName);
    }

    /** The class of a packet, a struct or an enum. */
    ClassName classOf(Name name) {
        return ClassName.get(names.packageOf(name), names.type(name));
    }

    /** The names of the classes of packets, structs and enums: no variable may hide one of them. */
    Set<String> classNames() {
        return protocol().topLevelNames().stream().map(names::type).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of all record components of the protocol. */
    Set<String> memberNames() {
        Set<String> members = new HashSet<>();
        protocol().packets().forEach(packet -> addMembers(packet.body(), members));
        protocol().structs().forEach(struct -> addMembers(struct.body(), members));
        return members;
    }

    private void addMembers(Body body, Set<String> members) {
        body.members().forEach(member -> {
            members.add(names.member(member));
            member.elementRecord().ifPresent(element -> addMembers(element.body(), members));
        });
    }

    /** Lets a class use deprecated packets without a warning. */
    static void allowDeprecated(TypeSpec.Builder type, List<PacketType> packets) {
        if (packets.stream().anyMatch(packet -> packet.deprecated().isPresent())) {
            type.addAnnotation(suppressing("deprecation", MISSING_COMMENT));
        }
    }

    /** Lets a class do without comments on what the PDL does not document. */
    static void allowMissingComments(TypeSpec.Builder type) {
        boolean isAllowed = type.build().annotations().stream()
                .anyMatch(annotation -> annotation.type().equals(SUPPRESS_WARNINGS));
        if (!isAllowed) {
            type.addAnnotation(suppressing(MISSING_COMMENT));
        }
    }

    private static AnnotationSpec suppressing(String... warnings) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(SUPPRESS_WARNINGS);
        for (String warning : warnings) {
            annotation.addMember("value", "$S", warning);
        }
        return annotation.build();
    }
}
