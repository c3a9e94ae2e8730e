package dev.packetwright.generator.target.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The interface of the packets that a side receives, with one method for each packet without a role. */
final class HandlerEmitter implements Emitter {
    private final SideNames side;

    HandlerEmitter(Side side) {
        this.side = SideNames.of(side);
    }

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        Locals locals = new Locals(protocol.classNames());
        TypeVariableName session = TypeVariableName.get(locals.take("S"));
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(side.handler())
                .addModifiers(Modifier.PUBLIC)
                .addTypeVariable(session)
                .addJavadoc(
                        "Handles the packets that a $L receives, with one method for each.\n\n",
                        side.side().name().toLowerCase(Locale.ROOT))
                .addJavadoc("@param <$L> the sessions that the packets come from\n", session.name());
        JavaProtocol.allowDeprecated(type, protocol.protocol().handledBy(side.side()));
        String sessionName = locals.take("session");
        String packetName = locals.take("packet");
        for (PacketType packet : protocol.protocol().handledBy(side.side())) {
            type.addMethod(MethodSpec.methodBuilder(methodName(protocol, packet))
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .addJavadoc("$L\n", PacketEmitter.doc(packet))
                    .addParameter(session, sessionName)
                    .addParameter(protocol.classOf(packet.name()), packetName)
                    .build());
        }
        return Stream.of(type);
    }

    static String methodName(JavaProtocol protocol, PacketType packet) {
        return "on" + protocol.names().type(packet.name());
    }
}
