package dev.packetwright.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the classes of one kind. */
interface Emitter {
    /** The top-level classes of this kind that the protocol has. */
    Stream<TypeSpec.Builder> emit(Protocol protocol);

    /** The class of the protocol's package that has this name. */
    static ClassName own(Protocol protocol, String javaName) {
        return ClassName.get(protocol.packageName(), javaName);
    }

    /** The names of the protocol's own classes: no variable may hide one of them. */
    static Set<String> topLevelNames(Protocol protocol) {
        return protocol.topLevelNames().stream().map(Name::java).collect(Collectors.toUnmodifiableSet());
    }

    /** Lets a class use packets that its users should not use any more. */
    static void allowDeprecated(TypeSpec.Builder type, List<PacketType> packets) {
        if (packets.stream().anyMatch(packet -> packet.deprecated().isPresent())) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "deprecation")
                    .build());
        }
    }
}
