package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The methods of a record that return a copy with an optional member: {@code guild(7)} beside the accessor {@code
 * guild()}.
 *
 * @param self the record
 * @param members all members of the record
 */
record WithMethods(ClassName self, List<JavaMember> members) {
    WithMethods {
        members = List.copyOf(members);
    }

    /** The methods of a record with a builder, which copies the other members. */
    Stream<MethodSpec> byBuilder() {
        return optional().map(member -> method(member, CodeBlock.of("toBuilder().$1L($1L).build()", member.name())));
    }

    /** The methods of a record without a builder. */
    Stream<MethodSpec> byConstructor() {
        return optional().map(member -> method(member, CodeBlock.of("new $T($L)", self, arguments(member))));
    }

    private Stream<JavaMember> optional() {
        return members.stream().filter(JavaMember::isOptional);
    }

    private CodeBlock arguments(JavaMember replaced) {
        return members.stream()
                .map(member -> member.equals(replaced) ? present(member) : CodeBlock.of("$L", member.name()))
                .collect(CodeBlock.joining(", "));
    }

    /** An expression for an optional member that is there. */
    static CodeBlock present(JavaMember member) {
        return CodeBlock.of("$T.of($L)", Optional.class, member.name());
    }

    private MethodSpec method(JavaMember member, CodeBlock copy) {
        return member.deprecatedLikeIt(MethodSpec.methodBuilder(member.name())
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("A copy with this value of {@link #$L()}.\n", member.name())
                        .addParameter(member.mapping().type(), member.name())
                        .returns(self)
                        .addStatement("return $L", copy))
                .build();
    }
}
