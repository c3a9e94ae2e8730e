package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A part with a presence flag before it. The view keeps the flag in a field.
 *
 * @param flag the name of that field
 */
record OptionalViewPart(ViewPart part, String flag) implements ViewMember {
    @Override
    public List<FieldSpec> fields() {
        FieldSpec field =
                FieldSpec.builder(TypeName.BOOLEAN, flag, Modifier.PRIVATE).build();
        return Stream.concat(part.fields().stream(), Stream.of(field)).toList();
    }

    @Override
    public CodeBlock find() {
        return CodeBlock.builder()
                .addStatement("$L = $L", flag, part.presence().readFlag())
                .beginControlFlow("if ($L)", flag)
                .add(part.wrap())
                .endControlFlow()
                .build();
    }

    @Override
    public CodeBlock clear() {
        return CodeBlock.builder().addStatement("$L = false", flag).build();
    }

    @Override
    public Optional<ViewPosition> position() {
        return Optional.empty();
    }

    @Override
    public List<MethodSpec> getters() {
        CodeBlock require = part.presence().require(CodeBlock.of("!$L", flag));
        return Stream.concat(part.presence().hasMethod(CodeBlock.of("$L", flag)), Stream.of(part.getter(require)))
                .toList();
    }

    @Override
    public List<TypeSpec> classes() {
        return part.classes();
    }
}
