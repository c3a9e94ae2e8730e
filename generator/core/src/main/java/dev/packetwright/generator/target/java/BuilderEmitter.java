package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
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
            type.addMethod(setter(member, member.type(), CodeBlock.of("$L", member.name())));
            if (member.isOptional()) {
                type.addMethod(setter(member, member.mapping().type(), WithMethods.present(member)));
            }
        }
        type.addMethod(build());
        members.stream().filter(this::hasInitialMethod).map(this::initialMethod).forEach(type::addMethod);
        record.addType(type.build());
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

    private FieldSpec field(JavaMember member) {
        CodeBlock initial = hasInitialMethod(member)
                ? CodeBlock.of("$L()", initialMethod(member).name())
                : member.defaultValue();
        return FieldSpec.builder(member.type(), member.name(), Modifier.PRIVATE)
                .initializer(initial)
                .build();
    }

    /** The constructor of a large builder would be too large if it made all structs. Setters have a parameter. */
    private boolean hasInitialMethod(JavaMember member) {
        return MemberMethods.isLarge(members.size()) && member.makesDefaultStruct();
    }

    private MethodSpec initialMethod(JavaMember member) {
        return MethodSpec.methodBuilder("initial" + member.capitalizedName())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(member.type())
                .addStatement("return $L", member.defaultValue())
                .build();
    }

    private MethodSpec setter(JavaMember member, TypeName parameter, CodeBlock value) {
        String name = member.name();
        MethodSpec.Builder setter = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(parameter, name)
                .returns(builder);
        if (!member.doc().isEmpty()) {
            setter.addJavadoc("$L\n", member.doc());
        }
        return member.deprecatedLikeIt(setter)
                .addStatement("this.$L = $L", name, value)
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
