package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The method of a struct that makes its default. A small struct has none, because one expression is enough. */
final class DefaultMethod {
    /** The number of values in a small struct, those of nested structs and these structs included. */
    private static final int MAX_SMALL = 4;

    private DefaultMethod() {}

    /** The name of the method, if the struct has one. It has no parameters, so no component may share its name. */
    static Optional<String> name(RecordType struct, JavaNames names) {
        List<Member> members = struct.body().members();
        return isSmall(struct.body())
                ? Optional.empty()
                : Optional.of(new Locals(members.stream().map(names::member).toList()).take("ofDefaults"));
    }

    static MethodSpec of(String name, ClassName self, List<JavaMember> members) {
        List<CodeBlock> values = members.stream().map(JavaMember::defaultValue).toList();
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(self)
                .addStatement("return new $T($L)", self, CodeBlock.join(values, ", "))
                .build();
    }

    private static boolean isSmall(Body body) {
        return left(body, MAX_SMALL) >= 0;
    }

    /** Counts down for each value in a body, and stops below zero. */
    private static int left(Body body, int count) {
        int left = count;
        for (Member member : body.members()) {
            left--;
            if (left >= 0 && member.type() instanceof RecordType struct) {
                left = left(struct.body(), left);
            }
        }
        return left;
    }
}
