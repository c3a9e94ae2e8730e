package dev.packetwright.generator.target.java;

import com.palantir.javapoet.TypeSpec;
import java.util.stream.Stream;

/** Emits the classes of one kind. */
interface Emitter {
    /** The top-level classes of this kind that the protocol has. */
    Stream<TypeSpec.Builder> emit(JavaProtocol protocol);
}
