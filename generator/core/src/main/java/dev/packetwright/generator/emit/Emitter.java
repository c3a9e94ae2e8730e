package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.Protocol;
import java.util.List;
import java.util.stream.Stream;

/** Makes the classes of one kind. */
interface Emitter {
    /** The top-level classes of this kind that the protocol has. */
    Stream<TypeSpec.Builder> emit(Protocol protocol);

    /** The class of the protocol's package that has this name. */
    static ClassName own(Protocol protocol, String javaName) {
        return ClassName.get(protocol.packageName(), javaName);
    }

    /** The names of all packets' classes: no variable may hide one of them. */
    static List<String> packetNames(Protocol protocol) {
        return protocol.packets().stream().map(packet -> packet.name().java()).toList();
    }
}
