package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class that decodes the packets that a side receives and calls its handler. */
final class ManagerEmitter implements Emitter {
    /** HotSpot compiles no method of more than 8,000 bytes of bytecode; a case has about 30, a label 4. */
    private static final int CASES_PER_METHOD = 200;

    private final SideNames side;

    ManagerEmitter(Side side) {
        this.side = SideNames.of(side);
    }

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        return Stream.of(new Manager(protocol, side).type());
    }

    private static final String ROLES = """

            <p>This is also called for packets with a role, which the session should have taken: a handshake after the
            admission, and a ping or a pong without the session option for it.
            """;

    /** Builds one manager, with names that hide none of the packets. */
    private static final class Manager {
        private final JavaProtocol protocol;
        private final SideNames side;
        private final List<PacketType> packets;
        private final TypeVariableName sessionType;
        private final String handler;
        private final String session;
        private final String packet;
        private final String failure;
        private final String known;

        Manager(JavaProtocol protocol, SideNames side) {
            this.protocol = protocol;
            this.side = side;
            this.packets = protocol.protocol().handledBy(side.side());
            Locals locals = new Locals(protocol.classNames());
            this.sessionType = TypeVariableName.get(locals.take("S"));
            this.handler = locals.take("handler");
            this.session = locals.take("session");
            this.packet = locals.take("packet");
            this.failure = locals.take("failure");
            this.known = locals.take("known");
        }

        TypeSpec.Builder type() {
            TypeName handlerType =
                    ParameterizedTypeName.get(protocol.own(side.handler()), WildcardTypeName.supertypeOf(sessionType));
            TypeSpec.Builder type = TypeSpec.classBuilder(side.manager())
                    .addModifiers(Modifier.PUBLIC)
                    .addTypeVariable(sessionType)
                    .addJavadoc(
                            "Decodes the packets that a $L receives and hands them to its handler.\n\n",
                            side.side().name().toLowerCase(Locale.ROOT))
                    .addJavadoc(
                            "<p>It has no state of its own: one manager serves any number of sessions and threads.\n\n")
                    .addJavadoc("@param <$L> the sessions that the packets come from\n", sessionType.name())
                    .addField(handlerType, handler, Modifier.PRIVATE, Modifier.FINAL)
                    .addMethod(MethodSpec.constructorBuilder()
                            .addModifiers(Modifier.PUBLIC)
                            .addJavadoc("Makes a manager that calls this handler.\n")
                            .addParameter(handlerType, handler)
                            .addStatement("this.$1L = $1L", handler)
                            .build());
            JavaProtocol.allowDeprecated(type, packets);
            dispatch().forEach(type::addMethod);
            return type.addMethod(onUnknownPacket());
        }

        private List<MethodSpec> dispatch() {
            List<MethodSpec> methods = new ArrayList<>();
            MethodSpec.Builder dispatch = method("dispatch")
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("Decodes a packet by its id and calls the handler's method for it.\n\n")
                    .addJavadoc(
                            "@throws $T if the bytes are not a valid packet of its id\n",
                            RuntimeTypes.MALFORMED_PACKET);
            if (packets.size() <= CASES_PER_METHOD) {
                return List.of(dispatch.addCode(naming(cases(packets))).build());
            }
            methods.add(dispatch.addCode(naming(ranges())).build());
            for (int from = 0; from < packets.size(); from += CASES_PER_METHOD) {
                List<PacketType> range = range(from);
                methods.add(method(rangeName(range))
                        .addModifiers(Modifier.PRIVATE)
                        .addCode(cases(range))
                        .build());
            }
            return methods;
        }

        private MethodSpec.Builder method(String name) {
            return MethodSpec.methodBuilder(name)
                    .addParameter(sessionType, session)
                    .addParameter(RuntimeTypes.PACKET_READER, packet);
        }

        private List<PacketType> range(int from) {
            return packets.subList(from, Math.min(packets.size(), from + CASES_PER_METHOD));
        }

        private static String rangeName(List<PacketType> range) {
            return "dispatchUpTo" + range.get(range.size() - 1).id();
        }

        /** Tells the name of the packet to the session, which reports the failure. */
        private CodeBlock naming(CodeBlock cases) {
            return CodeBlock.builder()
                    .beginControlFlow("try")
                    .add(cases)
                    .nextControlFlow("catch ($T $L)", RuntimeException.class, failure)
                    .addStatement(
                            "$1T.of($2L.packetId()).ifPresent($3L -> $2L.failedAs($3L.name()))",
                            protocol.own(JavaNames.PACKET_ID),
                            packet,
                            known)
                    .addStatement("throw $L", failure)
                    .endControlFlow()
                    .build();
        }

        /** Selects the method with the case of the packet. */
        private CodeBlock ranges() {
            CodeBlock.Builder code = CodeBlock.builder();
            for (int from = 0; from < packets.size(); from += CASES_PER_METHOD) {
                List<PacketType> range = range(from);
                boolean last = from + CASES_PER_METHOD >= packets.size();
                if (from == 0) {
                    code.beginControlFlow("if ($L.packetId() <= $L)", packet, lastId(range));
                } else if (last) {
                    code.nextControlFlow("else");
                } else {
                    code.nextControlFlow("else if ($L.packetId() <= $L)", packet, lastId(range));
                }
                code.addStatement("$L($L, $L)", rangeName(range), session, packet);
            }
            return code.endControlFlow().build();
        }

        private static int lastId(List<PacketType> range) {
            return range.get(range.size() - 1).id();
        }

        private CodeBlock cases(List<PacketType> range) {
            CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch ($L.packetId())", packet);
            for (PacketType type : range) {
                code.addStatement(
                        "case $1T.ID -> $2L.$3L($4L, $1T.read($5L))",
                        protocol.classOf(type.name()),
                        handler,
                        HandlerEmitter.methodName(protocol, type),
                        session,
                        packet);
            }
            return code.addStatement("default -> onUnknownPacket($L, $L)", session, packet)
                    .endControlFlow()
                    .build();
        }

        private MethodSpec onUnknownPacket() {
            return method("onUnknownPacket")
                    .addModifiers(Modifier.PROTECTED)
                    .addJavadoc(
                            "A packet came whose id this side does not receive. Unless overridden, that is malformed and\n")
                    .addJavadoc("ends the session; override it with an empty method to ignore what newer peers send.\n")
                    .addJavadoc(receivesRoles() ? ROLES : "")
                    .addStatement(
                            "throw new $T($S, 2, $S + $L.packetId())",
                            RuntimeTypes.MALFORMED_PACKET,
                            "header.id",
                            "the " + side.name()
                                    + (receivesRoles() ? "'s handler takes" : " receives")
                                    + " no packet with id ",
                            packet)
                    .build();
        }

        private boolean receivesRoles() {
            return packets.size() < protocol.protocol().receivedBy(side.side()).size();
        }
    }
}
