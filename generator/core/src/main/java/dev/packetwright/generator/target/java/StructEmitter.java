package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.RecordType;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Emits a record for each struct. */
final class StructEmitter implements Emitter {
    private final int buildersFrom;

    /**
     * @param buildersFrom the number of members from which on a record has a builder
     */
    StructEmitter(int buildersFrom) {
        this.buildersFrom = buildersFrom;
    }

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        Scope scope = Scope.of(protocol);
        return protocol.layout().structs().stream()
                .filter(struct -> protocol.protocol().isGenerated(struct.type().name()))
                .map(struct -> struct(protocol, struct, scope));
    }

    private TypeSpec.Builder struct(JavaProtocol protocol, RecordLayout layout, Scope scope) {
        RecordType struct = layout.type();
        ClassName self = protocol.classOf(struct.name());
        RecordEmitter body = new RecordEmitter(self, struct.name().pdl(), layout.body(), scope, buildersFrom);
        TypeSpec.Builder record = TypeSpec.recordBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "$L\n",
                        struct.doc()
                                .map(JavaText::javadoc)
                                .filter(doc -> !doc.isEmpty())
                                .orElse("A part of packets."));
        body.addComponents(record);
        Stream.of(body.partMethods().stream(), body.defaultMethod(struct).stream(), body.redacted().stream())
                .flatMap(methods -> methods)
                .map(SharedMethod::of)
                .forEach(record::addMethod);
        body.addRest(record);
        return record;
    }
}
