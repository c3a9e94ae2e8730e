package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.target.java.StringMapping.Lengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of numbers, unboxed. */
record ScalarListMapping(ScalarMapping element) implements TypeMapping {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.scalarList(this);
    }

    @Override
    public TypeName type() {
        return ParameterizedTypeName.get(RuntimeTypes.SCALAR_LIST, ArrayTypeName.of(heldAs()));
    }

    /** The type of the array with the elements: {@code int} for all small integers. */
    private TypeName heldAs() {
        return switch (element.scalar()) {
            case BYTE, SBYTE, SHORT, USHORT, INT -> TypeName.INT;
            default -> element.type();
        };
    }

    @Override
    public List<CodeBlock> checks(String value, String path, Traits traits) {
        List<CodeBlock> checks = new ArrayList<>(Lengths.check("requireMaxElements", value + ".size()", path, traits));
        ScalarType scalar = element.scalar();
        switch (scalar) {
            case BYTE, SBYTE, SHORT, USHORT ->
                checks.add(CodeBlock.of(
                        "$T.requireElements($L, $L, $L, $S)",
                        RuntimeTypes.PACKET_MEMBERS,
                        value,
                        element.literal(scalar.min()),
                        element.literal(scalar.max()),
                        path));
            case UINT ->
                checks.add(CodeBlock.of("$T.requireUIntElements($L, $S)", RuntimeTypes.PACKET_MEMBERS, value, path));
            default -> {}
        }
        return checks;
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of(
                "$T.addList($L, $L.size(), $L, $S)",
                RuntimeTypes.PACKET_SIZE,
                size,
                value,
                element.scalar().minSize(),
                path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.write$LList($L);\n", out, element.method(), value);
    }

    @Override
    public Optional<CodeBlock> putVariable(String out, String at, String value) {
        return Optional.of(CodeBlock.of("$L.put$LList($L, $L)", out, element.method(), at, value));
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return CodeBlock.of("$L.read$LList($S$L)", in, element.method(), path, Lengths.bound(traits));
    }

    /** An expression that checks that a list is whole, moves the reader behind it, and returns its position. */
    CodeBlock take(String in, String path, Traits traits) {
        return CodeBlock.of("$L.takeList($L, $S$L)", in, element.size(), path, Lengths.bound(traits));
    }

    /** An expression for the position behind a list that has been taken. */
    CodeBlock end(String in, String at) {
        return CodeBlock.of("$L.end($L, $L)", in, at, element.size());
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        return CodeBlock.of("$T.of(new $T[0])", RuntimeTypes.SCALAR_LIST, heldAs());
    }

    @Override
    public String values() {
        return element.values();
    }
}
