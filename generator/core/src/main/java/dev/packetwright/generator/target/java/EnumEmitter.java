package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.EnumType.Value;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.math.BigDecimal;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Emits an enum for each enum of the PDL. */
final class EnumEmitter implements Emitter {
    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        return protocol.protocol().enums().stream()
                .filter(type -> protocol.protocol().isGenerated(type.name()))
                .map(type -> new Emission(protocol, type).type());
    }

    private static final class Emission {
        private final EnumType type;
        private final JavaNames names;
        private final ClassName self;
        private final ScalarMapping base;
        private final String field;
        private final String lookup;
        private final String each;
        private final String out;
        private final String in;
        private final String at;
        private final String member;

        Emission(JavaProtocol protocol, EnumType type) {
            this.type = type;
            this.names = protocol.names();
            this.self = protocol.classOf(type.name());
            this.base = new ScalarMapping(type.base());
            Locals locals = new Locals(type.values().stream().map(names::value).toList());
            this.field = locals.take("value");
            this.lookup = locals.take("BY_NUMBER");
            this.each = locals.take("each");
            this.out = locals.take("out");
            this.in = locals.take("in");
            this.at = locals.take("at");
            this.member = locals.take("member");
        }

        TypeSpec.Builder type() {
            TypeSpec.Builder builder = TypeSpec.enumBuilder(self)
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                            "$L\n",
                            type.doc()
                                    .map(JavaText::javadoc)
                                    .filter(doc -> !doc.isEmpty())
                                    .orElse("One of several values."));
            type.values().forEach(value -> builder.addEnumConstant(names.value(value), constant(value)));
            return builder.addField(byNumber())
                    .addField(FieldSpec.builder(base.type(), field, Modifier.PRIVATE, Modifier.FINAL)
                            .build())
                    .addMethod(MethodSpec.constructorBuilder()
                            .addParameter(base.type(), field)
                            .addStatement("this.$1L = $1L", field)
                            .build())
                    .addMethod(MethodSpec.methodBuilder("value")
                            .addModifiers(Modifier.PUBLIC)
                            .addJavadoc("What travels.\n")
                            .returns(base.type())
                            .addStatement("return $L", field)
                            .build())
                    .addMethod(SharedMethod.of(write()))
                    .addMethod(SharedMethod.of(put()))
                    .addMethod(SharedMethod.of(read()))
                    .addMethod(SharedMethod.of(get()));
        }

        private TypeSpec constant(Value value) {
            TypeSpec.Builder constant = TypeSpec.anonymousClassBuilder("$L", argument(value));
            value.doc()
                    .map(JavaText::javadoc)
                    .filter(doc -> !doc.isEmpty())
                    .ifPresent(doc -> constant.addJavadoc("$L\n", doc));
            return constant.build();
        }

        private CodeBlock argument(Value value) {
            boolean narrower = base.type().equals(TypeName.BYTE) || base.type().equals(TypeName.SHORT);
            CodeBlock literal = base.literal(new BigDecimal(value.value()));
            return narrower ? CodeBlock.of("($T) $L", base.type(), literal) : literal;
        }

        private MethodSpec put() {
            return MethodSpec.methodBuilder("put")
                    .addParameter(RuntimeTypes.PACKET_WRITER, out)
                    .addParameter(TypeName.INT, at)
                    .addCode(base.put(out, at, field))
                    .build();
        }

        private MethodSpec write() {
            return MethodSpec.methodBuilder("write")
                    .addParameter(RuntimeTypes.PACKET_WRITER, out)
                    .addStatement("$L.write$L($L)", out, base.method(), field)
                    .build();
        }

        private MethodSpec read() {
            return MethodSpec.methodBuilder("read")
                    .addModifiers(Modifier.STATIC)
                    .returns(self)
                    .addParameter(RuntimeTypes.PACKET_READER, in)
                    .addParameter(String.class, member)
                    .addStatement("return get($1L, $1L.take($2L, $3L), $3L)", in, type.minSize(), member)
                    .build();
        }

        /** The lookup has the same cost for every number: a hostile packet may be full of unknown ones. */
        private FieldSpec byNumber() {
            return FieldSpec.builder(
                            ParameterizedTypeName.get(RuntimeTypes.ENUM_VALUES, self),
                            lookup,
                            Modifier.PRIVATE,
                            Modifier.STATIC,
                            Modifier.FINAL)
                    .initializer("new $1T<>(values(), $2L -> $2L.$3L)", RuntimeTypes.ENUM_VALUES, each, field)
                    .build();
        }

        private MethodSpec get() {
            return MethodSpec.methodBuilder("get")
                    .addModifiers(Modifier.STATIC)
                    .returns(self)
                    .addParameter(RuntimeTypes.PACKET_READER, in)
                    .addParameter(TypeName.INT, at)
                    .addParameter(String.class, member)
                    .addStatement("return $L", known(base.get(in, at, "", Traits.NONE)))
                    .build();
        }

        private CodeBlock known(CodeBlock number) {
            return type.unknown()
                    .map(unknown -> CodeBlock.of("$L.getOrElse($L, $L)", lookup, number, names.value(unknown)))
                    .orElseGet(() -> CodeBlock.of("$L.$L($L, $L, $L, $L)", lookup, getter(), in, at, number, member));
        }

        private String getter() {
            return type.base() == ScalarType.ULONG ? "getUnsigned" : "get";
        }
    }
}
