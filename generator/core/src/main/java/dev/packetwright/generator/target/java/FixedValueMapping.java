package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.Traits;
import java.util.Optional;

/** The mapping of a number, a truth value or a value of an enum. */
sealed interface FixedValueMapping extends ValueMapping, FixedMapping permits ScalarMapping, EnumMapping {
    @Override
    default Optional<FixedMapping> fixed() {
        return Optional.of(this);
    }

    @Override
    default CodeBlock take(String in, String path, Traits traits) {
        return CodeBlock.of("$L.take($L, $S)", in, size(), path);
    }

    @Override
    default CodeBlock end(String in, String at) {
        return CodeBlock.of("$L", FixedBlock.place(at, size()));
    }

    @Override
    CodeBlock get(String in, String at, String path, Traits traits);

    @Override
    default <R> R acceptFixed(FixedVisitor<R> visitor) {
        return visitor.value(this);
    }
}
