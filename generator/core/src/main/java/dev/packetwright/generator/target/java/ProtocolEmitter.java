package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class of constants that two peers can compare before they exchange packets. */
final class ProtocolEmitter implements Emitter {
    /** The oldest version of the runtime that generated code works with. */
    private static final String NEEDED = "0.1 or newer";

    private static final String NEEDED_MEMBER = "PACKETWRIGHT_RUNTIME_0_1_OR_NEWER";

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        TypeSpec.Builder type = TypeSpec.classBuilder(JavaNames.PROTOCOL)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc("The protocol as a whole.\n")
                .addField(constant(
                        ClassName.get(String.class),
                        "NAME",
                        "$S",
                        protocol.protocol().namespace(),
                        "The protocol's name.\n"))
                .addField(constant(
                        TypeName.INT, "VERSION", "$L", protocol.protocol().version(), "The protocol's version.\n"))
                .addField(constant(
                        TypeName.INT,
                        "OLDEST_VERSION",
                        "$L",
                        protocol.protocol().oldestVersion(),
                        "The oldest version whose peers this version still serves.\n"))
                .addField(
                        constant(
                                TypeName.LONG,
                                "FINGERPRINT",
                                "0x$LL",
                                String.format(
                                        Locale.ROOT,
                                        "%016x",
                                        protocol.protocol().fingerprint()),
                                "A hash over everything that changes the wire, names left out: peers with the same one understand each other.\n"))
                .addField(versions(protocol))
                .addField(FieldSpec.builder(TypeName.INT, "RUNTIME", Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc(
                                "If this does not compile, raise dev.packetwright:packetwright-runtime to $L.\n",
                                NEEDED)
                        .initializer("$T.$L", RuntimeTypes.PACKET_MEMBERS, NEEDED_MEMBER)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        Stream.of(Side.values()).forEach(sender -> addRoles(type, protocol, sender));
        List<PacketType> redacted = protocol.protocol().packets().stream()
                .filter(packet -> packet.body().hasRedacted())
                .toList();
        JavaProtocol.allowDeprecated(type, redacted);
        type.addMethod(redact(protocol, redacted));
        return Stream.of(type);
    }

    /** Adds the packets with a role that a side sends, for the session of its peer or its own. */
    private static void addRoles(TypeSpec.Builder type, JavaProtocol protocol, Side sender) {
        Side receiver = sender.other();
        List<PacketType> handshakes = protocol.protocol().receivedBy(receiver, Role.HANDSHAKE);
        if (!handshakes.isEmpty()) {
            type.addField(handshakes(protocol, sender, handshakes));
        }
        protocol.protocol()
                .receivedBy(receiver, Role.PING)
                .forEach(ping -> protocol.protocol()
                        .receivedBy(sender, Role.PONG)
                        .forEach(pong -> type.addField(ping(protocol, sender, ping, pong))));
    }

    private static FieldSpec handshakes(JavaProtocol protocol, Side sender, List<PacketType> packets) {
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Integer.class)),
                        sender.name() + "_HANDSHAKES",
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc(
                        "The ids of the packets with which a $L asks for admission, for the constructor of the $L's session.\n",
                        SideNames.of(sender).name(),
                        SideNames.of(sender.other()).name())
                .initializer(
                        "$T.of($L)",
                        List.class,
                        packets.stream().map(packet -> id(protocol, packet)).collect(CodeBlock.joining(", ")))
                .build();
    }

    private static FieldSpec ping(JavaProtocol protocol, Side sender, PacketType ping, PacketType pong) {
        return FieldSpec.builder(
                        RuntimeTypes.PING_PACKETS,
                        sender.name() + "_PING",
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc(
                        """
                        The ping that a $1L sends and its answer: for {@code withPing} of the $1L's session options, and for
                        {@code withAnsweredPing} of the $2L's.
                        """,
                        SideNames.of(sender).name(),
                        SideNames.of(sender.other()).name())
                .initializer("new $T($L, $L)", RuntimeTypes.PING_PACKETS, id(protocol, ping), id(protocol, pong))
                .build();
    }

    /** The id by the name of the packet. Its class may have the name of a constant beside this one. */
    private static CodeBlock id(JavaProtocol protocol, PacketType packet) {
        return CodeBlock.of(
                "$T.$L.id()",
                protocol.own(JavaNames.PACKET_ID),
                protocol.names().type(packet.name()));
    }

    private static MethodSpec redact(JavaProtocol protocol, List<PacketType> redacted) {
        Locals locals = new Locals(protocol.classNames());
        String packet = locals.take("packet");
        MethodSpec.Builder method = MethodSpec.methodBuilder("redact")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("""
                        An encoded packet without the values of its redacted members, for logs and captures. A packet without
                        redacted members is returned as it is. A packet that the protocol does not have, and one whose redacted
                        members cannot be found because it is malformed, lose their body.

                        @param $L one whole packet with its header
                        @throws IllegalArgumentException if it is not
                        """, packet)
                .addParameter(byte[].class, packet)
                .returns(byte[].class);
        String id = locals.take("id");
        method.addStatement("int $L = $T.idOf($L)", id, RuntimeTypes.PACKET_MEMBERS, packet);
        if (!redacted.isEmpty()) {
            method.beginControlFlow("switch ($L)", id);
            redacted.forEach(type -> method.addCode(
                    "case $L:\n$>return $T.redacted($L, $L::read);\n$<",
                    type.id(),
                    RuntimeTypes.PACKET_MEMBERS,
                    packet,
                    inExpression(protocol.classOf(type.name()))));
            method.addCode("default:\n$>break;\n$<").endControlFlow();
        }
        return method.addStatement(
                        "return $T.of($L).isPresent() ? $L : $T.withoutBody($L)",
                        protocol.own(JavaNames.PACKET_ID),
                        id,
                        packet,
                        RuntimeTypes.PACKET_MEMBERS,
                        packet)
                .build();
    }

    /** The name of a class at the start of an expression, in full if a constant would hide it. */
    private static CodeBlock inExpression(ClassName type) {
        return JavaNames.isConstantOfProtocol(type.simpleName())
                ? CodeBlock.of("$L", type.canonicalName())
                : CodeBlock.of("$T", type);
    }

    private static FieldSpec versions(JavaProtocol protocol) {
        ClassName packetId = protocol.own(JavaNames.PACKET_ID);
        return FieldSpec.builder(
                        RuntimeTypes.PROTOCOL_VERSIONS, "VERSIONS", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The versions, for the session's {@code requireVersion}.\n")
                .initializer(
                        "$1T.of(VERSION, OLDEST_VERSION, $2T.values(), $2T::id, $2T::since)",
                        RuntimeTypes.PROTOCOL_VERSIONS,
                        packetId)
                .build();
    }

    private static FieldSpec constant(TypeName type, String name, String format, Object value, String doc) {
        return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(doc)
                .initializer(format, value)
                .build();
    }
}
