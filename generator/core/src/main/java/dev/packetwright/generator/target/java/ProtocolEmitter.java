package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.target.java.name.JavaNames;
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
        return Stream.of(type);
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
