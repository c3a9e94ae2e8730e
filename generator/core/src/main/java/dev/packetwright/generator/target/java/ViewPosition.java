package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/**
 * The field of a view that holds the position of a value, or {@value #ABSENT} if there is no value.
 *
 * @param name the name of the field
 * @param end an expression for the position behind the value
 */
record ViewPosition(String name, CodeBlock end) {
    private static final String ABSENT = "-1";

    FieldSpec field() {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE).build();
    }

    /** A statement that sets the position. */
    CodeBlock set(CodeBlock position) {
        return CodeBlock.builder().addStatement("$L = $L", name, position).build();
    }

    /** A statement that says that there is no value. */
    CodeBlock clear() {
        return set(absent());
    }

    /** The position of no value. */
    static CodeBlock absent() {
        return CodeBlock.of(ABSENT);
    }

    /** A condition that holds if there is a value. */
    CodeBlock isPresent() {
        return CodeBlock.of("$L >= 0", name);
    }

    /** A condition that holds if there is no value. */
    CodeBlock isAbsent() {
        return CodeBlock.of("$L < 0", name);
    }
}
