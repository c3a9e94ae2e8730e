package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The enum of the protocol's packets. */
final class PacketIdEmitter implements Emitter {
    private static final TypeName PACKET_CLASS =
            ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(RuntimeTypes.PACKET));

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        Locals locals = new Locals(protocol.classNames());
        Fields fields =
                new Fields(locals.take("id"), locals.take("type"), locals.take("direction"), locals.take("since"));
        TypeSpec.Builder type = TypeSpec.enumBuilder(JavaNames.PACKET_ID)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The packets of the protocol.\n");
        for (PacketType packet : protocol.protocol().packets()) {
            type.addEnumConstant(protocol.names().type(packet.name()), constant(protocol, packet));
        }
        JavaProtocol.allowDeprecated(type, protocol.protocol().packets());
        String byId = locals.take("BY_ID");
        type.addField(byId(protocol, byId, locals.take("packet")))
                .addField(field(TypeName.INT, fields.id))
                .addField(field(PACKET_CLASS, fields.type))
                .addField(field(RuntimeTypes.DIRECTION, fields.direction))
                .addField(field(TypeName.INT, fields.since))
                .addMethod(constructor(fields))
                .addMethod(getter("id", TypeName.INT, fields.id, "The packet's id on the wire."))
                .addMethod(getter("type", PACKET_CLASS, fields.type, "The packet's class."))
                .addMethod(
                        getter("direction", RuntimeTypes.DIRECTION, fields.direction, "Which way the packet travels."))
                .addMethod(getter("since", TypeName.INT, fields.since, "The version of the protocol that added it."))
                .addMethod(of(protocol, byId, locals.take("wanted")));
        return Stream.of(type);
    }

    /** The names of the fields. The constants and the fields of an enum share one namespace. */
    private record Fields(String id, String type, String direction, String since) {}

    private static TypeSpec constant(JavaProtocol protocol, PacketType packet) {
        return TypeSpec.anonymousClassBuilder(
                        "$L, $T.class, $T.$L, $L",
                        packet.id(),
                        protocol.classOf(packet.name()),
                        RuntimeTypes.DIRECTION,
                        packet.direction(),
                        packet.since())
                .addJavadoc("$L\n", PacketEmitter.doc(packet))
                .build();
    }

    private static FieldSpec field(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
    }

    private static FieldSpec byId(JavaProtocol protocol, String name, String packet) {
        TypeName type =
                ParameterizedTypeName.get(ClassName.get(Map.class), ClassName.get(Integer.class), self(protocol));
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.of(values()).collect($T.toUnmodifiableMap($T::id, $L -> $L))",
                        Stream.class,
                        Collectors.class,
                        self(protocol),
                        packet,
                        packet)
                .build();
    }

    private static MethodSpec constructor(Fields fields) {
        return MethodSpec.constructorBuilder()
                .addParameter(TypeName.INT, fields.id)
                .addParameter(PACKET_CLASS, fields.type)
                .addParameter(RuntimeTypes.DIRECTION, fields.direction)
                .addParameter(TypeName.INT, fields.since)
                .addStatement("this.$1L = $1L", fields.id)
                .addStatement("this.$1L = $1L", fields.type)
                .addStatement("this.$1L = $1L", fields.direction)
                .addStatement("this.$1L = $1L", fields.since)
                .build();
    }

    private static MethodSpec getter(String name, TypeName type, String field, String doc) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(doc + "\n")
                .returns(type)
                .addStatement("return $L", field)
                .build();
    }

    private static MethodSpec of(JavaProtocol protocol, String byId, String wanted) {
        return MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("The packet that has an id on the wire; empty if none has it.\n")
                .addParameter(TypeName.INT, wanted)
                .returns(ParameterizedTypeName.get(ClassName.get(Optional.class), self(protocol)))
                .addStatement("return $T.ofNullable($L.get($L))", Optional.class, byId, wanted)
                .build();
    }

    private static ClassName self(JavaProtocol protocol) {
        return protocol.own(JavaNames.PACKET_ID);
    }
}
