package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Emits a view for each packet and struct. A view reads members in place and allocates only strings and bytes. */
final class ViewEmitter implements Emitter {
    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        ViewNames names = ViewNames.of(protocol);
        Scope scope = Scope.of(protocol).with(names.with(Set.of()));
        Set<Name> missing = structsThatMayBeMissing(protocol);
        return Stream.concat(
                protocol.layout().packets().stream().map(packet -> packet(protocol, packet, names, scope)),
                protocol.layout().structs().stream().map(struct -> struct(protocol, struct, names, scope, missing)));
    }

    private static TypeSpec.Builder packet(JavaProtocol protocol, PacketLayout layout, ViewNames names, Scope scope) {
        PacketType packet = layout.type();
        ClassName self = names.of(packet.name());
        ClassName record = protocol.classOf(packet.name());
        TypeSpec.Builder view = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc("Reads a {@link $T} in place, without making it. ", record)
                .addJavadoc("Can be pointed at one packet after another; not safe for\nuse by two threads at once.\n");
        packet.deprecated()
                .ifPresent(why ->
                        view.addAnnotation(Deprecated.class).addJavadoc("\n@deprecated $L\n", JavaText.javadoc(why)));
        ViewBody.ofPacket(packet.name().pdl(), layout.body(), ViewContext.of(self, scope, names))
                .addTo(view);
        return view;
    }

    private static TypeSpec.Builder struct(
            JavaProtocol protocol, RecordLayout layout, ViewNames names, Scope scope, Set<Name> missing) {
        RecordType struct = layout.type();
        ClassName self = names.of(struct.name());
        TypeSpec.Builder view = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc(
                        "Reads a {@link $T} in place: a part of the views of packets.\n",
                        protocol.classOf(struct.name()));
        ViewContext context = ViewContext.of(self, scope, names);
        ViewBody.ofPart(
                        struct.name().pdl(),
                        layout.body(),
                        missing.contains(struct.name()) ? context.clearable() : context)
                .addTo(view);
        return view;
    }

    /** The structs that packets of older peers can lack, and the structs within them. */
    private static Set<Name> structsThatMayBeMissing(JavaProtocol protocol) {
        Set<Name> missing = new HashSet<>();
        protocol.protocol().packets().stream()
                .flatMap(packet -> packet.body().members().stream())
                .filter(member -> member.traits().isLater())
                .forEach(member -> addStructs(member, missing));
        return missing;
    }

    private static void addStructs(Member member, Set<Name> missing) {
        if (member.type() instanceof RecordType struct && missing.add(struct.name())) {
            Body body = struct.body();
            body.members().forEach(inner -> addStructs(inner, missing));
        }
    }
}
