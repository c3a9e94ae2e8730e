package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The builder of a record with many components, where the arguments of a constructor are hard to tell apart. */
final class BuilderEmitter {
    private final ClassName self;
    private final ClassName builder;
    private final List<JavaMember> members;

    BuilderEmitter(ClassName self, List<JavaMember> members) {
        this.self = self;
        this.builder = self.nestedClass(JavaNames.BUILDER);
        this.members = members;
    }

    void add(TypeSpec.Builder record) {
        record.addMethod(MethodSpec.methodBuilder("builder")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("A builder whose values are all zero, empty or absent.\n")
                .returns(builder)
                .addStatement("return new $T()", builder)
                .build());
        record.addMethod(toBuilder());
        TypeSpec.Builder type = TypeSpec.classBuilder(JavaNames.BUILDER)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Makes a {@link $T} value by value. Not safe for use by two threads at once.\n", self)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (JavaMember member : members) {
            type.addField(field(member));
            type.addMethod(setter(member));
        }
        record.addType(type.addMethod(build()).build());
    }

    private MethodSpec toBuilder() {
        Locals locals = new Locals(names());
        String copy = locals.take("copy");
        MethodSpec.Builder method = MethodSpec.methodBuilder("toBuilder")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A builder that begins with the values of this one.\n")
                .returns(builder)
                .addStatement("$1T $2L = new $1T()", builder, copy);
        names().forEach(name -> method.addStatement("$1L.$2L = $2L", copy, name));
        return method.addStatement("return $L", copy).build();
    }

    private List<String> names() {
        return members.stream().map(member -> member.name()).toList();
    }

    private static FieldSpec field(JavaMember member) {
        return FieldSpec.builder(member.type(), member.name(), Modifier.PRIVATE)
                .initializer(member.defaultValue())
                .build();
    }

    private MethodSpec setter(JavaMember member) {
        String name = member.name();
        MethodSpec.Builder setter = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(member.type(), name)
                .returns(builder);
        if (!member.doc().isEmpty()) {
            setter.addJavadoc("$L\n", member.doc());
        }
        member.member()
                .traits()
                .deprecated()
                .ifPresent(why ->
                        setter.addAnnotation(Deprecated.class).addJavadoc("\n@deprecated $L\n", JavaText.javadoc(why)));
        return setter.addStatement("this.$1L = $1L", name)
                .addStatement("return this")
                .build();
    }

    private MethodSpec build() {
        return MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The $L, checked as its constructor checks it.\n", self.simpleName())
                .returns(self)
                .addStatement(
                        "return new $T($L)",
                        self,
                        names().stream()
                                .map(name -> CodeBlock.of("$L", name).toString())
                                .collect(Collectors.joining(", ")))
                .build();
    }
}
