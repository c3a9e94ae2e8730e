package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The {@code toString} method of a record that must hide some values, or that has values too long to show. */
final class DescribeMethod {
    private DescribeMethod() {}

    /** The method, if the record needs one of its own. */
    static Optional<MethodSpec> of(JavaBody body) {
        return body.members().stream().anyMatch(DescribeMethod::needsCare)
                ? Optional.of(describe(body))
                : Optional.empty();
    }

    private static boolean needsCare(JavaMember member) {
        return member.mapping().isLongByItself() || member.member().traits().isRedacted();
    }

    private static MethodSpec describe(JavaBody body) {
        List<CodeBlock> parts = new ArrayList<>();
        for (JavaMember member : body.members()) {
            String separator = (parts.isEmpty() ? "" : ", ") + member.name() + "=";
            member.shown().ifPresent(shown -> parts.add(CodeBlock.of("$S + $L", separator, shown)));
        }
        parts.add(0, CodeBlock.of("$S", body.self().simpleName() + "["));
        parts.add(CodeBlock.of("$S", "]"));
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $L", CodeBlock.join(parts, "$W+ "))
                .build();
    }
}
