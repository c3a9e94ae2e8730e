package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.model.WireFormat;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Emits a record for each packet. */
final class PacketEmitter implements Emitter {
    private final int buildersFrom;

    /**
     * @param buildersFrom the number of members from which on a record has a builder
     */
    PacketEmitter(int buildersFrom) {
        this.buildersFrom = buildersFrom;
    }

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        Scope scope = Scope.of(protocol);
        return protocol.layout().packets().stream().map(packet -> packet(protocol, packet, scope));
    }

    private TypeSpec.Builder packet(JavaProtocol protocol, PacketLayout layout, Scope scope) {
        PacketType packet = layout.type();
        ClassName self = protocol.classOf(packet.name());
        RecordEmitter body = new RecordEmitter(self, packet.name().pdl(), layout.body(), scope, buildersFrom);
        TypeSpec.Builder record = TypeSpec.recordBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L\n", doc(packet) + deprecation(packet))
                .addField(id(packet));
        Stream.of(Side.values())
                .filter(packet.direction()::isReceivedBy)
                .forEach(side ->
                        record.addSuperinterface(protocol.own(SideNames.of(side).packet())));
        packet.deprecated().ifPresent(why -> record.addAnnotation(Deprecated.class));
        body.addComponents(record);
        record.addMethod(override(MethodSpec.methodBuilder("packetId")
                .returns(TypeName.INT)
                .addStatement("return ID")
                .build()));
        record.addMethod(override(body.size(WireFormat.HEADER_SIZE)));
        record.addMethod(override(body.write()));
        record.addMethod(read(body));
        body.redacted().map(PacketEmitter::override).ifPresent(record::addMethod);
        body.addRest(record);
        return record;
    }

    private static MethodSpec override(MethodSpec method) {
        return method.toBuilder()
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private static MethodSpec read(RecordEmitter body) {
        MethodSpec read = body.read();
        return read.toBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Reads the members from where the reader stands, or throws {@link $T}.\n",
                        RuntimeTypes.MALFORMED_PACKET)
                .build();
    }

    private static FieldSpec id(PacketType packet) {
        return FieldSpec.builder(TypeName.INT, "ID", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The packet's id on the wire.\n")
                .initializer("$L", packet.id())
                .build();
    }

    /** The comment of the packet, followed by its direction and its id. */
    static String doc(PacketType packet) {
        String comment = packet.doc().map(JavaText::javadoc).orElse("");
        String facts = way(packet.direction()) + ", id " + packet.id() + since(packet) + ".";
        if (comment.isEmpty()) {
            return facts;
        }
        return comment + (".!?".indexOf(comment.charAt(comment.length() - 1)) < 0 ? ". " : " ") + facts;
    }

    private static String since(PacketType packet) {
        return packet.since() == Traits.FIRST_VERSION ? "" : ", since version " + packet.since();
    }

    private static String deprecation(PacketType packet) {
        return packet.deprecated()
                .map(why -> "\n\n@deprecated " + JavaText.javadoc(why))
                .orElse("");
    }

    private static String way(Direction direction) {
        return switch (direction) {
            case CLIENT_TO_SERVER -> "Client to server";
            case SERVER_TO_CLIENT -> "Server to client";
            case BOTH -> "Client to server and server to client";
        };
    }
}
