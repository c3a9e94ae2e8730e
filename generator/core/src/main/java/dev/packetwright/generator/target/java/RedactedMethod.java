package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Optional;

/**
 * The method of a record that copies it without the values of its redacted members. In their place are the values that a
 * packet has if it lacks the members.
 */
final class RedactedMethod {
    /** No component has this name. */
    static final String NAME = "redacted";

    private RedactedMethod() {}

    /** The method, if a member is redacted, or a member of a member. */
    static Optional<MethodSpec> of(JavaBody body) {
        return body.layout().body().hasRedacted() ? Optional.of(copy(body)) : Optional.empty();
    }

    private static MethodSpec copy(JavaBody body) {
        Locals locals = body.locals();
        List<CodeBlock> values =
                body.members().stream().map(member -> member.redacted(locals)).toList();
        return MethodSpec.methodBuilder(NAME)
                .returns(body.self())
                .addStatement("return new $T($L)", body.self(), CodeBlock.join(values, ",$W"))
                .build();
    }
}
