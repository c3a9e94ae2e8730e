package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Traits;

/** A value of an enum. */
record EnumMapping(EnumType enumeration, ClassName name, Scope scope) implements FixedValueMapping {
    @Override
    public TypeName type() {
        return name;
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of("$T.add($L, $L, $S)", RuntimeTypes.PACKET_SIZE, size, enumeration.minSize(), path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.write($L);\n", value, out);
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return CodeBlock.of("$L.read($L, $S)", scope.inExpression(name), in, path);
    }

    @Override
    public int size() {
        return enumeration.minSize();
    }

    @Override
    public CodeBlock put(String out, String at, String value) {
        return CodeBlock.of("$L.put($L, $L);\n", value, out, at);
    }

    @Override
    public CodeBlock get(String in, String at, String path, Traits traits) {
        return CodeBlock.of("$L.get($L, $L, $S)", scope.inExpression(name), in, at, path);
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        return CodeBlock.of("$L.$L", scope.inExpression(name), scope.names().value(enumeration.defaultValue()));
    }
}
